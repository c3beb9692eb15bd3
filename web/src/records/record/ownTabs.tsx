import { type ComponentType, lazy } from 'react';
import type { Definitions, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { learnGroups } from '../../i18n/groups.ts';
import { learnQuotes } from '../../i18n/quotes.ts';
import { text } from '../../i18n/text.ts';

export interface OwnTabProps {
  object: ObjectMeta;
  record: RecordData;
}

/** A tab that the page of an object has beyond those of every object; its code comes when it is opened. */
export interface OwnTab {
  key: string;
  label(object: ObjectMeta, definitions: Definitions): string;
  isShown?(object: ObjectMeta): boolean;
  /** Whether it stands behind the lists rather than in front of the story. */
  isBehind?: boolean;
  Content: ComponentType<OwnTabProps>;
}

const quotePart = (load: () => Promise<ComponentType<OwnTabProps>>) =>
  lazy(async () => {
    const [Content] = await Promise.all([load(), learnQuotes()]);
    return { default: Content };
  });

const tabs: Record<string, readonly OwnTab[]> = {
  account: [
    {
      key: 'group',
      label: () => text('record.group'),
      isShown: (object) => object.fields.some((f) => f.name === 'parent'),
      isBehind: true,
      Content: lazy(async () => {
        const [{ GroupTree }] = await Promise.all([import('../../groups/GroupTree.tsx'), learnGroups()]);
        return { default: GroupTree };
      }),
    },
  ],
  quote: [
    {
      key: 'lines',
      label: (object, definitions) => definitions.field(object, 'lines')?.label ?? object.label,
      Content: quotePart(async () => (await import('../../quotes/QuoteSheet.tsx')).QuoteSheet),
    },
    {
      key: 'preview',
      label: () => text('document.preview'),
      Content: quotePart(async () => (await import('../../quotes/QuotePreview.tsx')).QuotePreview),
    },
    {
      key: 'sending',
      label: () => text('document.sending'),
      isShown: (object) => object.can.edit,
      Content: quotePart(async () => (await import('../../quotes/QuoteLinks.tsx')).QuoteLinks),
    },
  ],
};

/** The tabs of an object beyond those of every object, in order. */
export function ownTabs(object: ObjectMeta): readonly OwnTab[] {
  return (tabs[object.name] ?? []).filter((tab) => tab.isShown?.(object) ?? true);
}
