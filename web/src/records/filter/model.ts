import type { FieldType } from '../../api/meta.ts';

/** What a person may ask of a field. Each kind of field offers some of these. */
export const operators = [
  'eq',
  'ne',
  'contains',
  'notContains',
  'startsWith',
  'endsWith',
  'in',
  'notIn',
  'anyOf',
  'noneOf',
  'gt',
  'ge',
  'lt',
  'le',
  'between',
  'within',
  'isTrue',
  'isFalse',
  'empty',
  'notEmpty',
] as const;

export type Operator = (typeof operators)[number];

/** The periods of `within`, relative to the day on which the list is read. */
export const periods = [
  'today',
  'yesterday',
  'tomorrow',
  'thisWeek',
  'lastWeek',
  'nextWeek',
  'thisMonth',
  'lastMonth',
  'nextMonth',
  'thisQuarter',
  'lastQuarter',
  'thisYear',
  'lastYear',
  'last7Days',
  'last30Days',
  'last90Days',
  'next7Days',
  'next30Days',
] as const;

export type Period = (typeof periods)[number];

export type Scalar = string | number | boolean | null;

export interface Condition {
  kind: 'condition';
  /** A field's name, or a path across lookups such as `account/industry`. */
  field: string;
  operator: Operator;
  value?: Scalar | Scalar[];
  /** In a rule: the field whose value is compared with, in the place of `value`. */
  other?: string;
}

export interface Group {
  kind: 'group';
  join: 'and' | 'or';
  items: FilterNode[];
}

export type FilterNode = Condition | Group;

export const noFilter: Group = { kind: 'group', join: 'and', items: [] };

export function hasNoValue(operator: Operator): boolean {
  return operator === 'empty' || operator === 'notEmpty' || operator === 'isTrue' || operator === 'isFalse';
}

export function takesMany(operator: Operator): boolean {
  return operator === 'in' || operator === 'notIn' || operator === 'anyOf' || operator === 'noneOf';
}

/** Whether another field may stand in the place of the value. */
export function compares(operator: Operator): boolean {
  return ['eq', 'ne', 'gt', 'ge', 'lt', 'le'].includes(operator);
}

const families: readonly (readonly FieldType[])[] = [
  ['integer', 'decimal', 'money', 'percent', 'rating'],
  ['date', 'datetime'],
];

/** Whether a rule may compare fields of these types with each other. */
export function areComparable(a: FieldType, b: FieldType): boolean {
  return families.some((family) => family.includes(a) && family.includes(b));
}

/** Whether a condition says enough to be sent. */
export function isComplete(condition: Condition): boolean {
  if (hasNoValue(condition.operator) || condition.other) return true;
  const { value } = condition;
  if (Array.isArray(value)) {
    return condition.operator === 'between' ? value.length === 2 && value.every((v) => v !== null && v !== '') : value.length > 0;
  }
  return value !== undefined && value !== null && value !== '';
}

/** The number of complete conditions, which the filter button shows. */
export function countConditions(node: FilterNode): number {
  if (node.kind === 'condition') return isComplete(node) ? 1 : 0;
  return node.items.reduce((sum, item) => sum + countConditions(item), 0);
}
