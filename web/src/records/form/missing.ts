import { text } from '../../i18n/text.ts';

/** Types whose value is picked, not typed. */
const chosen: ReadonlySet<string> = new Set([
  'select',
  'multi_select',
  'lookup',
  'multi_lookup',
  'reference',
  'user',
  'department',
  'date',
  'datetime',
  'time',
  'rating',
]);

/** What stands at a field that was left empty: to choose or to fill in, as its input asks for. */
export function missingText(field: { type: string; label: string }): string {
  return text(chosen.has(field.type) ? 'form.choose' : 'form.required', { field: field.label });
}
