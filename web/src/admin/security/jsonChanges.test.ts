import { expect, test } from 'vitest';
import { jsonChanges, namesFields } from './jsonChanges.ts';

test('only what differs is told, with the way to it', () => {
  const before = { lead: { read: 'own', edit: 'own' }, account: { read: 'all' } };
  const after = { lead: { read: 'all', edit: 'own' }, account: { read: 'all' }, task: { create: true } };
  expect(jsonChanges(before, after)).toEqual([
    { path: ['lead', 'read'], from: 'own', to: 'all' },
    { path: ['task', 'create'], from: undefined, to: true },
  ]);
});

test('names of fields are told from other words by where they stand', () => {
  expect(namesFields(['views', '全部客户', 'columns'])).toBe(true);
  expect(namesFields(['account', 'read'])).toBe(false);
  expect(namesFields([])).toBe(false);
});

test('a list and a plain value are each one change, and what came or went is told value by value', () => {
  expect(jsonChanges({ columns: ['a'] }, { columns: ['a', 'b'] })).toEqual([{ path: ['columns'], from: ['a'], to: ['a', 'b'] }]);
  expect(jsonChanges(null, 7)).toEqual([{ path: [], from: null, to: 7 }]);
  expect(jsonChanges({ a: { b: 1 } }, null)).toEqual([{ path: ['a', 'b'], from: 1, to: undefined }]);
  expect(jsonChanges({ a: 1 }, { a: 1 })).toEqual([]);
});

test('parts of a list that have names are told one by one, under what they call themselves', () => {
  const before = [
    { id: 'a1', label: { zh: '年费', en: 'Fee' }, required: false },
    { id: 'b2', label: { zh: '等级', en: 'Level' } },
  ];
  const after = [
    { id: 'a1', label: { zh: '年费', en: 'Fee' }, required: true },
    { id: 'c3', kind: 'note' },
  ];
  const nameOf = (part: Record<string, unknown>) => (part.label as { zh: string } | undefined)?.zh;
  expect(jsonChanges(before, after, nameOf)).toEqual([
    { path: ['年费', 'required'], from: false, to: true },
    { path: ['等级'], from: before[1], to: undefined },
    { path: ['c3'], from: undefined, to: after[1] },
  ]);
});

test('a text in two languages is one value, and another order of the same parts is one change', () => {
  const [label, other] = [
    { zh: '年费', en: 'Fee' },
    { zh: '费用', en: 'Fee' },
  ];
  expect(jsonChanges({ label }, { label: other })).toEqual([{ path: ['label'], from: label, to: other }]);
  const [a, b] = [{ id: 'a' }, { id: 'b' }];
  expect(jsonChanges([a, b], [b, a])).toEqual([{ path: [], from: [a, b], to: [b, a] }]);
});
