import { beforeAll, expect, it, vi } from 'vitest';
import type { ObjectMeta } from '../api/meta.ts';

let isMadeOfItsName: typeof import('./ValueMapping.tsx').isMadeOfItsName;
let isSettled: typeof import('./ValueMapping.tsx').isSettled;
let emptied: typeof import('./ValueMapping.tsx').emptied;

beforeAll(async () => {
  const quiet = { matches: false, addEventListener() {}, removeEventListener() {} };
  vi.stubGlobal('window', { matchMedia: () => quiet });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem() {} });
  ({ isMadeOfItsName, isSettled, emptied } = await import('./ValueMapping.tsx'));
});

const object = (name: string, fields: object[] = [], create = true) =>
  ({ name, fields, can: { create } }) as unknown as ObjectMeta;

it('an unknown name becomes a record only where the name is enough and the person may make one', () => {
  expect(isMadeOfItsName(object('product_category'), 'product')).toBe(true);
  expect(isMadeOfItsName(object('product_category', [], false), 'product')).toBe(false);
  expect(
    isMadeOfItsName(object('price_book', [{ name: 'currency', type: 'select', required: true, editable: true }]), 'quote'),
  ).toBe(false);
});

it('an unknown name becomes a colleague or a department only where people are imported', () => {
  expect(isMadeOfItsName(object('user'), 'user')).toBe(true);
  expect(isMadeOfItsName(object('user'), 'lead')).toBe(false);
  expect(isMadeOfItsName(object('department'), 'lead')).toBe(false);
});

const unmatched = [
  { field: 'level', value: 'S级', count: 3 },
  { field: 'level', value: '战略', count: 1 },
  { field: 'account', value: '甲公司', count: 2 },
];

it('one click leaves every word empty that nothing was said of, where the field can do without', () => {
  expect(emptied(unmatched, { level: { 战略: 'a' } }, ['level'])).toEqual({ level: { 战略: 'a', S级: '' } });
  expect(emptied(unmatched, {}, ['level', 'account'])).toEqual({ level: { S级: '', 战略: '' }, account: { 甲公司: '' } });
});

it('nothing is left to decide when each word means something, stays empty or becomes a record', () => {
  expect(isSettled(unmatched, emptied(unmatched, {}, ['level']), [])).toBe(false);
  expect(isSettled(unmatched, emptied(unmatched, {}, ['level']), ['account'])).toBe(true);
  expect(isSettled(unmatched, emptied(unmatched, {}, ['level', 'account']), [])).toBe(true);
});
