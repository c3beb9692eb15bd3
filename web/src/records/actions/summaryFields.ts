import type { Definitions, FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { isEmpty, titleOf } from '../values.ts';

/** More than this is no summary. */
const most = 4;

/** What tells of a record in a line before something is done to it: what the action names, whose it is, and the first of its headline figures. */
export function summaryFields(
  definitions: Definitions,
  object: ObjectMeta,
  record: Record<string, unknown>,
  named: readonly string[] = [],
): FieldMeta[] {
  const of = (name: string) => definitions.field(object, name);
  const isTold = (field: FieldMeta | undefined): field is FieldMeta => field !== undefined && !isEmpty(record[field.name]);
  const customer = object.fields.find((f) => f.type === 'lookup' && f.object === 'account' && isTold(f));
  const isNamed = customer && titleOf(object, record).includes(String(nameIn(record[customer.name]) ?? '\0'));
  const first = [...named.map(of), isNamed ? undefined : customer].filter(isTold);
  const figures = object.layout.headline
    .map(of)
    .filter(isTold)
    .filter((f) => f.name !== object.nameField && !f.masked);
  return [...new Set([...first, ...figures.slice(0, Math.max(0, most - first.length))])];
}

function nameIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;
}
