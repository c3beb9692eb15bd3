import { describe, expect, it } from 'vitest';
import type { FieldMeta, FieldType } from '../../api/meta.ts';
import { type FilterJson, fromFilterJson, toFilterJson } from './filterJson.ts';
import { type Condition, type Group, periods } from './model.ts';

const types: Record<string, FieldType> = {
  name: 'text',
  amount: 'money',
  active: 'boolean',
  close_date: 'date',
  won_at: 'datetime',
  tags: 'tags',
  owner: 'user',
  'account/industry': 'select',
};
const fieldOf = (path: string): FieldMeta | undefined => {
  const type = types[path];
  return type ? { name: path, type, label: path } : undefined;
};
const one = (field: string, operator: Condition['operator'], value?: Condition['value']): Condition =>
  value === undefined ? { kind: 'condition', field, operator } : { kind: 'condition', field, operator, value };
const all = (...items: Group['items']): Group => ({ kind: 'group', join: 'and', items });

describe('rows for the server', () => {
  it.each<[string, Condition]>([
    ['{"field":"name","operator":"is_not","value":"x"}', one('name', 'ne', 'x')],
    ['{"field":"account.industry","operator":"not_in","value":["a","b"]}', one('account/industry', 'notIn', ['a', 'b'])],
    ['{"field":"amount","operator":"between","value":[1,2.5]}', one('amount', 'between', [1, 2.5])],
    ['{"field":"active","operator":"is","value":false}', one('active', 'isFalse')],
    [
      '{"field":"won_at","operator":"less","value":{"field":"close_date"}}',
      { kind: 'condition', field: 'won_at', operator: 'lt', other: 'close_date' },
    ],
    ['{"field":"name","operator":"is_empty"}', one('name', 'empty')],
    ['{"not":{"field":"tags","operator":"has_any","value":["a"]}}', one('tags', 'noneOf', ['a'])],
    ['{"field":"owner","operator":"in","value":["@me","@my_team"]}', one('owner', 'in', ['@me', '@my_team'])],
    ['{"field":"close_date","operator":"less","value":"@today-30"}', one('close_date', 'lt', '@day-30')],
    ['{"field":"won_at","operator":"at_least","value":"@today"}', one('won_at', 'ge', '@day')],
    ['{"field":"won_at","operator":"less","value":"2026-01-01T08:30:00.000Z"}', one('won_at', 'lt', '2026-01-01T08:30:00.000Z')],
  ])('%s is written and read back', (json, condition) => {
    expect(JSON.stringify(toFilterJson(all(condition)))).toBe(json);
    expect(fromFilterJson(JSON.parse(json) as FilterJson, fieldOf)).toEqual(all(condition));
  });

  it.each(periods)('of the period %s come back', (period) => {
    const row = one('close_date', 'within', period);
    expect(fromFilterJson(toFilterJson(row) as FilterJson, fieldOf)).toEqual(all(row));
  });

  it('keep the words the server has for periods', () => {
    expect(periods.map((period) => toFilterJson(one('close_date', 'within', period))?.value)).toEqual(
      expect.arrayContaining(['today', 'this_week', 'last_quarter', 'last_7_days', 'next_30_days']),
    );
  });

  it('nest, and leave out what is not filled in', () => {
    const tree = all(one('name', 'eq', 'x'), {
      kind: 'group',
      join: 'or',
      items: [one('active', 'isTrue'), one('amount', 'gt', 5), one('amount', 'lt')],
    });
    const json = {
      and: [
        { field: 'name', operator: 'is', value: 'x' },
        {
          or: [
            { field: 'active', operator: 'is', value: true },
            { field: 'amount', operator: 'greater', value: 5 },
          ],
        },
      ],
    };
    expect(toFilterJson(tree)).toEqual(json);
    expect(toFilterJson(all(one('name', 'eq')))).toBeNull();
    expect(fromFilterJson(json, fieldOf)?.items[1]).toEqual({
      kind: 'group',
      join: 'or',
      items: [one('active', 'isTrue'), one('amount', 'gt', 5)],
    });
  });

  it.each<FilterJson>([
    { field: 'hidden', operator: 'is', value: 1 },
    { field: 'won_at', operator: 'less', value: { field: 'hidden' } },
    { field: 'name', operator: 'is', value: { field: 'account.industry' } },
    { field: 'tags', operator: 'has_all', value: ['a'] },
    { not: { field: 'name', operator: 'is', value: 'x' } },
    { field: 'close_date', operator: 'within', value: 'last_45_days' },
    { field: 'won_at', operator: 'less', value: '2026-01-31' },
    { field: 'active', operator: 'is_not', value: true },
    {
      and: [
        { field: 'name', operator: 'is', value: 'x' },
        { field: 'hidden', operator: 'is_empty' },
      ],
    },
  ])('%j says more than the builder can show', (json) => {
    expect(fromFilterJson(json, fieldOf)).toBeNull();
  });
});
