import dayjs from 'dayjs';
import { describe, expect, it } from 'vitest';
import type { FieldMeta, FieldType } from '../../api/meta.ts';
import { resolveAliases } from './aliases.ts';
import { fromOData } from './fromOData.ts';
import { type FilterNode, type Group, periods } from './model.ts';
import { both, toOData } from './toOData.ts';

const types: Record<string, FieldType> = {
  name: 'text',
  stage: 'lookup',
  amount: 'money',
  close_date: 'date',
  created_at: 'datetime',
  tags: 'tags',
  active: 'boolean',
  source: 'select',
};
const fieldOf = (path: string): FieldMeta | undefined => {
  const type = types[path];
  return type ? { name: path, type, label: path } : undefined;
};
const and = (...items: FilterNode[]): Group => ({ kind: 'group', join: 'and', items });
const or = (...items: FilterNode[]): Group => ({ kind: 'group', join: 'or', items });
const id = '0198c1d2-0000-7000-8000-000000000001';

const cases: [string, Group][] = [
  ["contains(name,'O''Neil, (北京)')", and({ kind: 'condition', field: 'name', operator: 'contains', value: "O'Neil, (北京)" })],
  ["not contains(name,'x')", and({ kind: 'condition', field: 'name', operator: 'notContains', value: 'x' })],
  [`stage eq ${id}`, and({ kind: 'condition', field: 'stage', operator: 'eq', value: id })],
  [`stage in (${id},@me)`, and({ kind: 'condition', field: 'stage', operator: 'in', value: [id, '@me'] })],
  ["not (source in ('web'))", and({ kind: 'condition', field: 'source', operator: 'notIn', value: ['web'] })],
  [
    'amount ge 1000.5 and active eq true',
    and(
      { kind: 'condition', field: 'amount', operator: 'ge', value: 1000.5 },
      { kind: 'condition', field: 'active', operator: 'isTrue' },
    ),
  ],
  ['(amount ge 1 and amount le 2)', and({ kind: 'condition', field: 'amount', operator: 'between', value: [1, 2] })],
  ["tags/any(x:x in ('a','b'))", and({ kind: 'condition', field: 'tags', operator: 'anyOf', value: ['a', 'b'] })],
  ['not tags/any()', and({ kind: 'condition', field: 'tags', operator: 'empty' })],
  ['close_date eq null', and({ kind: 'condition', field: 'close_date', operator: 'empty' })],
  [
    'created_at gt 2026-01-01T08:30:00.000Z',
    and({ kind: 'condition', field: 'created_at', operator: 'gt', value: '2026-01-01T08:30:00.000Z' }),
  ],
  ["endswith(name,'公司')", and({ kind: 'condition', field: 'name', operator: 'endsWith', value: '公司' })],
  [
    "amount gt 5 and (startswith(name,'a') or name eq 'b')",
    and(
      { kind: 'condition', field: 'amount', operator: 'gt', value: 5 },
      or(
        { kind: 'condition', field: 'name', operator: 'startsWith', value: 'a' },
        { kind: 'condition', field: 'name', operator: 'eq', value: 'b' },
      ),
    ),
  ],
];

describe('a filter', () => {
  it.each(cases)('%s is read and written back as the same text', (text, node) => {
    expect(fromOData(text)).toEqual(node);
    expect(toOData(node, fieldOf)).toBe(text);
  });

  it.each(periods)('of the period %s keeps its name, on dates and on instants', (period) => {
    for (const field of ['close_date', 'created_at']) {
      const node = and({ kind: 'condition', field, operator: 'within', value: period });
      expect(fromOData(toOData(node, fieldOf))).toEqual(node);
    }
  });

  it('shows the bounds of a period among other conditions as the period', () => {
    expect(fromOData("source eq 'web' and close_date ge @month and close_date lt @month+1")).toEqual(
      and(
        { kind: 'condition', field: 'source', operator: 'eq', value: 'web' },
        { kind: 'condition', field: 'close_date', operator: 'within', value: 'thisMonth' },
      ),
    );
  });

  it('leaves out conditions that are not finished', () => {
    expect(toOData(and({ kind: 'condition', field: 'name', operator: 'eq' }), fieldOf)).toBe('');
  });

  it.each(['year(close_date) eq 2026', 'name eq', "name eq 'a", '((((', 'a b c'])(
    'the builder does not pretend to understand: %s',
    (text) => {
      expect(fromOData(text)).toBeNull();
    },
  );

  it('joins filters without changing what each means', () => {
    expect(both('a eq 1 or b eq 2', '', 'c eq 3')).toBe('(a eq 1 or b eq 2) and (c eq 3)');
  });
});

describe('an alias', () => {
  const reader = { userId: id, now: dayjs('2026-11-22T10:00:00') };
  it('means the reader and the day of reading, but not inside quotes', () => {
    expect(resolveAliases("owner eq @me and d ge @month and d lt @month+1 and name eq '@me'", reader)).toBe(
      `owner eq ${id} and d ge 2026-11-01 and d lt 2026-12-01 and name eq '@me'`,
    );
  });
  it('begins weeks on Monday and quarters with the calendar', () => {
    expect(resolveAliases('d ge @week and d lt @quarter+1', reader)).toBe('d ge 2026-11-16 and d lt 2027-01-01');
  });
});
