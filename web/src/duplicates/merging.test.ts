import { expect, it } from 'vitest';
import type { ActionMeta, ObjectMeta } from '../api/meta.ts';
import { isMerge, mayMerge, mergeAddress, toMerge } from './merging.ts';

const merge = {
  name: 'merge',
  parameters: [
    { name: 'records', type: 'multi_lookup', object: 'account', label: '要并入的客户' },
    { name: 'values', type: 'json', label: '各字段取值来源' },
  ],
} as ActionMeta;
const account = { name: 'account', actions: [merge] } as unknown as ObjectMeta;

it('knows which action merges records of its object', () => {
  expect(isMerge(account, merge)).toBe(true);
  expect(isMerge(account, { ...merge, name: 'transfer' })).toBe(false);
  expect(isMerge({ ...account, name: 'duplicate_group' }, merge)).toBe(false);
});

it('compares two to five records, each once', () => {
  expect([1, 2, 5, 6].map((count) => mayMerge(count))).toEqual([false, true, true, false]);
  expect(mergeAddress('account', ['a', 'b'])).toBe('/merge/account?records=a,b');
  expect(toMerge('a,b,a,,c')).toEqual(['a', 'b', 'c']);
  expect(toMerge('a,b,c,d,e,f')).toHaveLength(5);
  expect(toMerge(null)).toEqual([]);
});
