import { expect, test } from 'vitest';
import { jsonChanges } from './jsonChanges.ts';

test('only what differs is told, with the way to it', () => {
  const before = { lead: { read: 'own', edit: 'own' }, account: { read: 'all' } };
  const after = { lead: { read: 'all', edit: 'own' }, account: { read: 'all' }, task: { create: true } };
  expect(jsonChanges(before, after)).toEqual([
    { path: ['lead', 'read'], from: 'own', to: 'all' },
    { path: ['task', 'create'], from: undefined, to: true },
  ]);
});

test('a list and a plain value are each one change, and what came or went is told value by value', () => {
  expect(jsonChanges({ columns: ['a'] }, { columns: ['a', 'b'] })).toEqual([{ path: ['columns'], from: ['a'], to: ['a', 'b'] }]);
  expect(jsonChanges(null, 7)).toEqual([{ path: [], from: null, to: 7 }]);
  expect(jsonChanges({ a: { b: 1 } }, null)).toEqual([{ path: ['a', 'b'], from: 1, to: undefined }]);
  expect(jsonChanges({ a: 1 }, { a: 1 })).toEqual([]);
});
