import type { Label } from '../../../api/definitions.ts';
import { currentLanguage } from '../../../i18n/text.ts';

/** One of the conditions that a JSON field holds about the records of its object. */
export interface Criterion {
  name: string;
  label: Label;
  formula: string;
}

/** The conditions in a value; `null` when it holds something else. */
export function criteriaOf(value: unknown): Criterion[] | null {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) && value.every(isCriterion) ? value : null;
}

function isCriterion(one: unknown): one is Criterion {
  if (typeof one !== 'object' || one === null) return false;
  const { name, label, formula } = one as Partial<Criterion>;
  return typeof name === 'string' && typeof formula === 'string' && typeof label?.zh === 'string';
}

/** What people read for a condition. */
export function wordsOf({ label }: Criterion): string {
  return currentLanguage() === 'en' ? label.en || label.zh : label.zh;
}
