import { type ComponentType, lazy } from 'react';
import type { RecordData } from '../../api/records.ts';
import { learnQuotes } from '../../i18n/quotes.ts';

export interface ActionResultProps {
  record: RecordData;
  /** What the server answered. */
  answer: Record<string, unknown>;
}

/** What an action made that one needs in hand at once: its dialog stays and shows it. */
export const actionResults: Readonly<Record<string, ComponentType<ActionResultProps>>> = {
  'quote.share': lazy(async () => {
    const [{ SharedLink }] = await Promise.all([import('../../quotes/SharedLink.tsx'), learnQuotes()]);
    return { default: SharedLink };
  }),
};
