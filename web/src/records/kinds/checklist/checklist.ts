import type { Label } from '../../../api/definitions.ts';
import { currentLanguage } from '../../../i18n/text.ts';

/** One thing to do; records note its name when it is done. */
export interface ChecklistItem {
  name: string;
  label: Label;
  required?: boolean;
}

/** The longest name; records keep it as a tag. */
const longestName = 50;

/** The items of a value, those included that are a text alone; `null` when it holds something else. */
export function checklistOf(value: unknown): ChecklistItem[] | null {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) return null;
  const items = value.map(itemOf);
  return items.every((one) => one !== null) ? items : null;
}

function itemOf(one: unknown): ChecklistItem | null {
  if (typeof one === 'string') return one ? { name: one, label: { zh: one, en: one } } : null;
  if (typeof one !== 'object' || one === null) return null;
  const { name, label } = one as Partial<ChecklistItem>;
  return typeof name === 'string' && typeof label?.zh === 'string' ? (one as ChecklistItem) : null;
}

/** What people read for an item. */
export function wordsOf({ label }: ChecklistItem): string {
  return currentLanguage() === 'en' ? label.en || label.zh : label.zh;
}

/** A name for an item of these words that no other has: the words themselves, which are read in the history of a record. */
export function nameFor(words: string, taken: readonly string[]): string {
  const base = words.slice(0, longestName - 3);
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base} ${number}`;
    if (!taken.includes(name)) return name;
  }
}
