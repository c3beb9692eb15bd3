import type { Schemas } from '../api/schemas.ts';
import type { Language } from '../i18n/text.ts';

/** What the server kept of an import, in the language that is read now; older imports kept it in one alone. */
export function toldIn(
  language: Language,
  messages: Schemas['KeptText'] | null | undefined,
  message: string | null | undefined,
): string | null {
  return messages?.[language === 'en' ? 'en' : 'zh'] ?? message ?? null;
}
