import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { FieldKind } from '../kinds/FieldKind.ts';
import { kindOf } from '../kinds/registry.ts';
import { resultField } from '../kinds/shared/result.ts';

export interface FilterableField {
  field: FieldMeta;
  kind: FieldKind<unknown>;
}

/** A field as the filter sees it: formulas and roll-ups are what they answer. */
export function asFilterable(field: FieldMeta): FilterableField {
  const answered = field.type === 'formula' || field.type === 'rollup' ? resultField(field, 0) : field;
  return { field: answered, kind: kindOf(answered) };
}

/** The fields one may filter by. */
export function filterableFields(object: ObjectMeta): FilterableField[] {
  return object.fields
    .filter((f) => f.filterable !== false)
    .map(asFilterable)
    .filter(({ kind }) => kind.operators.length > 0);
}
