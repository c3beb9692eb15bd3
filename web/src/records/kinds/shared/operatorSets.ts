import type { Operator } from '../../filter/model.ts';

const presence = ['empty', 'notEmpty'] as const satisfies Operator[];

export const textOperators = [
  'contains',
  'notContains',
  'eq',
  'ne',
  'startsWith',
  'endsWith',
  ...presence,
] as const satisfies Operator[];
export const numberOperators = ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'between', ...presence] as const satisfies Operator[];
export const dateOperators = ['within', 'eq', 'lt', 'gt', 'between', ...presence] as const satisfies Operator[];
export const instantOperators = ['within', 'lt', 'gt', 'between', ...presence] as const satisfies Operator[];
export const choiceOperators = ['in', 'notIn', ...presence] as const satisfies Operator[];
export const listOperators = ['anyOf', 'noneOf', ...presence] as const satisfies Operator[];
export const booleanOperators = ['isTrue', 'isFalse'] as const satisfies Operator[];
export const presenceOperators = presence;
export const noOperators = [] as const satisfies Operator[];
