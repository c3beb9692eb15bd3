import { currentLanguage } from '../../../i18n/text.ts';

/** A look-up's value: the id alone, or with the other record's name when the query expanded it. */
export type Link = string | { id: string; [field: string]: unknown };

export function parseLink(raw: unknown): Link | null {
  if (typeof raw === 'string') return raw.trim() || null;
  return raw && typeof raw === 'object' && 'id' in raw && typeof raw.id === 'string' ? (raw as Link) : null;
}

export function linkId(link: Link): string {
  return typeof link === 'string' ? link : link.id;
}

/** The English name a record keeps beside its own, for those who read English. */
export function englishName(record: Record<string, unknown>): string | undefined {
  const { name_en: name } = record;
  return currentLanguage() === 'en' && typeof name === 'string' && name ? name : undefined;
}

/** The name the query brought along, if it did. */
export function linkName(link: Link, nameField = 'name'): string | undefined {
  if (typeof link === 'string') return undefined;
  const name = englishName(link) ?? link[nameField] ?? link.name ?? link.title;
  return typeof name === 'string' ? name : undefined;
}

/** The colour of a linked step or category, where its object has colours. */
export function linkColor(link: Link): string | undefined {
  return typeof link === 'object' && typeof link.color === 'string' ? link.color : undefined;
}
