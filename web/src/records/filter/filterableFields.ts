import type { Definitions, FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { FieldKind } from '../kinds/FieldKind.ts';
import { kindOf } from '../kinds/registry.ts';
import { resultField } from '../kinds/shared/result.ts';
import { fieldAt, targetOf } from '../recordQuery.ts';
import { areComparable } from './model.ts';

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

/** The same, and after them the fields of the records that lookups lead to: `account/industry`. */
export function fieldsAcross(definitions: Definitions, object: ObjectMeta): FieldMeta[] {
  const own = filterableFields(object).map((f) => f.field);
  const beyond = object.fields.flatMap((lookup) => {
    const leads = lookup.filterable !== false && ['lookup', 'user', 'department'].includes(lookup.type);
    const target = leads ? definitions.find(targetOf(lookup)) : undefined;
    const paths = target
      ? filterableFields(target).map((f) => fieldAt(definitions, object, `${lookup.name}/${f.field.name}`))
      : [];
    return paths.filter((field) => field !== undefined);
  });
  return [...own, ...beyond];
}

/** The record's other fields that one may compare a number or a day with. */
export function comparable(definitions: Definitions, object: ObjectMeta, field: FieldMeta): FieldMeta[] {
  return fieldsAcross(definitions, object).filter((f) => areComparable(f.type, field.type) && f.name !== field.name);
}
