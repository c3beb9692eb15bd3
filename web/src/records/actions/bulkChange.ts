import type { FieldMeta } from '../../api/meta.ts';
import { parseLink } from '../kinds/shared/reference.ts';
import { isEmpty } from '../values.ts';

/** What a bulk edit does with a field: gives it a value, adds to its list, or empties it. */
export type BulkWay = 'add' | 'set' | 'clear';

const listTypes = new Set(['tags', 'multi_select', 'multi_lookup']);

export function isListField(field: FieldMeta): boolean {
  return listTypes.has(field.type);
}

/** Whether a field may hold nothing; one that the server fills in again never does. */
export function mayBeEmptied(field: FieldMeta): boolean {
  return !field.required && !field.filled && field.type !== 'boolean';
}

/** What can be done with a field, the usual first. */
export function waysOf(field: FieldMeta): BulkWay[] {
  return [...(isListField(field) ? (['add'] as const) : []), 'set', ...(mayBeEmptied(field) ? (['clear'] as const) : [])];
}

/** Whether it is said what becomes of the field: nothing chosen never means to empty it. */
export function isChosen(way: BulkWay, value: unknown): boolean {
  return way === 'clear' || !isEmpty(value);
}

/** The record that all of them have behind a lookup, as a lookup's value by its name; nothing when they differ. */
export function commonOf(rows: readonly Record<string, unknown>[] | undefined, lookup: string): Record<string, unknown> {
  const link = rows?.length === 1 ? parseLink(rows[0]?.[lookup]) : null;
  return link ? { [lookup]: typeof link === 'string' ? { id: link } : link } : {};
}
