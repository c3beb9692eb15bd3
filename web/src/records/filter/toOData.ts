import type { FieldMeta, FieldType } from '../../api/meta.ts';
import { boundsOf } from './aliases.ts';
import { type Condition, type FilterNode, isComplete, type Period, type Scalar } from './model.ts';

/** Finds the definition behind a path, so that a literal is written in the form its type has. */
export type FieldOf = (path: string) => FieldMeta | undefined;

const bareTypes = new Set<FieldType>([
  'user',
  'department',
  'lookup',
  'multi_lookup',
  'reference',
  'file',
  'image',
  'date',
  'datetime',
  'time',
  'integer',
  'decimal',
  'money',
  'percent',
  'duration',
  'rating',
  'boolean',
]);
const listTypes = new Set<FieldType>(['multi_select', 'tags', 'multi_lookup']);

/** Writes a filter as OData text; incomplete conditions are left out, an empty filter is an empty text. */
export function toOData(node: FilterNode, fieldOf: FieldOf): string {
  if (node.kind === 'condition') return isComplete(node) ? conditionText(node, fieldOf(node.field)) : '';
  const parts = node.items
    .map((item) => ({ item, text: toOData(item, fieldOf) }))
    .filter((part) => part.text !== '')
    .map(({ item, text }) => (item.kind === 'group' && item.join !== node.join && countOf(item) > 1 ? `(${text})` : text));
  return parts.join(` ${node.join} `);
}

function countOf(node: FilterNode): number {
  return node.kind === 'condition' ? (isComplete(node) ? 1 : 0) : node.items.reduce((sum, item) => sum + countOf(item), 0);
}

function conditionText(condition: Condition, field: FieldMeta | undefined): string {
  const path = condition.field;
  const type = field?.result ?? field?.type;
  const one = (value: Scalar | undefined) => literal(value ?? null, type);
  const value = condition.value;
  const many = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const single = many[0];
  switch (condition.operator) {
    case 'eq':
    case 'ne':
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le':
      return `${path} ${condition.operator} ${one(single)}`;
    case 'contains':
      return `contains(${path},${quote(single)})`;
    case 'notContains':
      return `not contains(${path},${quote(single)})`;
    case 'startsWith':
      return `startswith(${path},${quote(single)})`;
    case 'endsWith':
      return `endswith(${path},${quote(single)})`;
    case 'in':
      return `${path} in (${many.map(one).join(',')})`;
    case 'notIn':
      return `not (${path} in (${many.map(one).join(',')}))`;
    case 'anyOf':
      return anyText(path, many, type);
    case 'noneOf':
      return `not ${anyText(path, many, type)}`;
    case 'between':
      return `(${path} ge ${one(many[0])} and ${path} le ${one(many[1])})`;
    case 'within': {
      const [from, to] = boundsOf(single as Period, type === 'datetime');
      return `(${path} ge ${from} and ${path} lt ${to})`;
    }
    case 'isTrue':
      return `${path} eq true`;
    case 'isFalse':
      return `${path} eq false`;
    case 'empty':
      return type && listTypes.has(type) ? `not ${path}/any()` : `${path} eq null`;
    case 'notEmpty':
      return type && listTypes.has(type) ? `${path}/any()` : `${path} ne null`;
  }
}

function anyText(path: string, values: Scalar[], type: FieldType | undefined): string {
  return `${path}/any(x:x in (${values.map((value) => literal(value, type)).join(',')}))`;
}

/** A value as OData writes it for a field of this type. */
export function literal(value: Scalar, type: FieldType | undefined): string {
  if (value === null) return 'null';
  if (typeof value !== 'string') return String(value);
  return value.startsWith('@') || (type && bareTypes.has(type)) ? value : quote(value);
}

function quote(value: Scalar | undefined): string {
  return `'${String(value ?? '').replaceAll("'", "''")}'`;
}

/** Two filters, both of which must hold. */
export function both(...filters: (string | undefined)[]): string {
  const present = filters.filter((filter): filter is string => Boolean(filter));
  return present.length > 1 ? present.map((filter) => `(${filter})`).join(' and ') : (present[0] ?? '');
}
