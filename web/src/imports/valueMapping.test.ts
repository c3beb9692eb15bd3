import { beforeAll, expect, it, vi } from 'vitest';
import type { ObjectMeta } from '../api/meta.ts';

let isMadeOfItsName: typeof import('./ValueMapping.tsx').isMadeOfItsName;

beforeAll(async () => {
  const quiet = { matches: false, addEventListener() {}, removeEventListener() {} };
  vi.stubGlobal('window', { matchMedia: () => quiet });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem() {} });
  isMadeOfItsName = (await import('./ValueMapping.tsx')).isMadeOfItsName;
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
