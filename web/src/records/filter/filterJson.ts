import type { FieldMeta } from '../../api/meta.ts';
import {
  areComparable,
  type Condition,
  compares,
  type FilterNode,
  type Group,
  isComplete,
  type Operator,
  type Period,
  periods,
  type Scalar,
} from './model.ts';

/** A condition in the form in which the server knows the filter builder: `{"and": […]}`, `{"or": […]}`, `{"not": …}` or a row. */
export type FilterJson = { [member: string]: unknown };

const names: Partial<Record<Operator, string>> = {
  eq: 'is',
  ne: 'is_not',
  contains: 'contains',
  notContains: 'not_contains',
  startsWith: 'starts_with',
  endsWith: 'ends_with',
  in: 'in',
  notIn: 'not_in',
  anyOf: 'has_any',
  gt: 'greater',
  ge: 'at_least',
  lt: 'less',
  le: 'at_most',
  between: 'between',
  within: 'within',
  empty: 'is_empty',
  notEmpty: 'is_not_empty',
};
const operatorOf = Object.fromEntries(Object.entries(names).map(([operator, name]) => [name, operator as Operator]));

/** Writes rows for the server; incomplete ones are left out, and nothing is left of a builder without any. */
export function toFilterJson(node: FilterNode): FilterJson | null {
  if (node.kind === 'condition') return isComplete(node) ? rowOf(node) : null;
  const rows = node.items.map(toFilterJson).filter((row) => row !== null);
  if (rows.length < 2) return rows[0] ?? null;
  return { [node.join]: rows };
}

function rowOf({ field: path, operator, value, other }: Condition): FilterJson {
  const field = path.replaceAll('/', '.');
  if (other) return { field, operator: names[operator], value: { field: other.replaceAll('/', '.') } };
  if (operator === 'isTrue' || operator === 'isFalse') return { field, operator: 'is', value: operator === 'isTrue' };
  if (operator === 'noneOf') return { not: { field, operator: 'has_any', value: listOf(value).map(written) } };
  const row = { field, operator: names[operator] };
  if (operator === 'empty' || operator === 'notEmpty') return row;
  if (operator === 'in' || operator === 'notIn' || operator === 'anyOf' || operator === 'between')
    return { ...row, value: listOf(value).map(written) };
  const [one = null] = listOf(value);
  return { ...row, value: operator === 'within' ? snake(String(one)) : written(one) };
}

/** Reads rows; `null` when one of them is of a field or says something that the builder here does not know. */
export function fromFilterJson(json: FilterJson, fieldOf: (path: string) => FieldMeta | undefined): Group | null {
  const node = nodeOf(json, fieldOf);
  if (!node) return null;
  return node.kind === 'group' ? node : { kind: 'group', join: 'and', items: [node] };
}

function nodeOf(json: FilterJson, fieldOf: (path: string) => FieldMeta | undefined): FilterNode | null {
  for (const join of ['and', 'or'] as const) {
    const rows = json[join];
    if (!Array.isArray(rows)) continue;
    const items = rows.map((row) => nodeOf(row as FilterJson, fieldOf));
    return items.some((item) => item === null) ? null : { kind: 'group', join, items: items as FilterNode[] };
  }
  if (json.not) {
    const inner = nodeOf(json.not as FilterJson, fieldOf);
    return inner?.kind === 'condition' && inner.operator === 'anyOf' ? { ...inner, operator: 'noneOf' } : null;
  }
  const field = String(json.field).replaceAll('.', '/');
  const type = fieldOf(field)?.result ?? fieldOf(field)?.type;
  if (!type) return null;
  if (type === 'boolean' && typeof json.value === 'boolean')
    return json.operator === 'is' ? { kind: 'condition', field, operator: json.value ? 'isTrue' : 'isFalse' } : null;
  const operator = operatorOf[String(json.operator)];
  const other = otherOf(json.value);
  if (other) {
    const otherType = fieldOf(other)?.result ?? fieldOf(other)?.type;
    const fits = operator && otherType && compares(operator) && areComparable(type, otherType);
    return fits ? { kind: 'condition', field, operator, other } : null;
  }
  const value = operator && shownValue(operator, json.value, type === 'datetime');
  if (!operator || value === null) return null;
  return value === undefined ? { kind: 'condition', field, operator } : { kind: 'condition', field, operator, value };
}

/** The field that a comparison has in the place of a value. */
function otherOf(json: unknown): string | undefined {
  const field = typeof json === 'object' && json !== null && 'field' in json ? json.field : undefined;
  return typeof field === 'string' ? field.replaceAll('.', '/') : undefined;
}

/** The value in the builder's form; `undefined` for none, `null` for one that it cannot show. */
function shownValue(operator: Operator, json: unknown, isInstant: boolean): Scalar | Scalar[] | undefined | null {
  if (json === undefined) return undefined;
  if (operator === 'within') return periods.find((period) => snake(period) === json) ?? null;
  if (!Array.isArray(json)) return readable(json, isInstant);
  const values = json.map((one) => readable(one, isInstant));
  return values.some((one) => one === null) ? null : (values as Scalar[]);
}

function readable(json: unknown, isInstant: boolean): Scalar {
  if (typeof json !== 'string') return typeof json === 'number' || typeof json === 'boolean' ? json : null;
  // A point in time is chosen with its time; a formula may compare with the day alone.
  if (isInstant && /^\d{4}-\d{2}-\d{2}$/.test(json)) return null;
  return json.replace(/^@today(?=[+-]|$)/, '@day');
}

/** Aliases of days are called otherwise in lists, and those of instants are days here. */
function written(value: Scalar): Scalar {
  return typeof value === 'string' ? value.replace(/^@day([+-]\d+)?T?$/, '@today$1') : value;
}

function listOf(value: Scalar | Scalar[] | undefined): Scalar[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** `last30Days` is `last_30_days`, `thisMonth` is `this_month`. */
function snake(period: Period | string): string {
  return period
    .replace(/([a-z])([A-Z0-9])/g, '$1_$2')
    .replace(/(\d)([A-Z])/g, '$1_$2')
    .toLowerCase();
}
