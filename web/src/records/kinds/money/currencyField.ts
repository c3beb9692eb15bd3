import type { FieldMeta } from '../../../api/meta.ts';

/** The name under which a record keeps the currency of an amount; a computed one has that of what it is computed from. */
export function currencyField(field: Pick<FieldMeta, 'name' | 'currency'>): string {
  return field.currency ?? `${field.name}_currency`;
}
