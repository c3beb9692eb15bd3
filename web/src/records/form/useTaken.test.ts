import { beforeAll, expect, it, vi } from 'vitest';
import type { FieldMeta } from '../../api/meta.ts';

let filledUp: typeof import('./useTaken.ts').filledUp;

beforeAll(async () => {
  const quiet = { matches: false, addEventListener() {}, removeEventListener() {} };
  vi.stubGlobal('window', { matchMedia: () => quiet });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem() {} });
  ({ filledUp } = await import('./useTaken.ts'));
});

const chance: FieldMeta = {
  name: 'probability',
  type: 'percent',
  label: '赢率',
  takenFrom: { lookup: 'stage', field: 'chance' },
};
const price: FieldMeta = { name: 'price', type: 'money', label: '单价', takenFrom: { lookup: 'product', field: 'list' } };

it('takes a value from the record that was read for it, an amount with its currency', () => {
  const records: Record<string, Record<string, unknown>> = {
    probability: { id: 's', chance: 0 },
    price: { id: 'p', list: 12.5, list_currency: 'USD' },
  };
  const filled = filledUp({ name: '商机' }, [chance, price], (field) => records[field.name]);
  expect(filled).toEqual({ name: '商机', probability: 0, price: 12.5, price_currency: 'USD' });
});

it('leaves the very same values where nothing is known, so that nothing is drawn again', () => {
  const values = { name: '商机' };
  expect(filledUp(values, [chance, price], () => undefined)).toBe(values);
  expect(filledUp(values, [chance], () => ({ id: 's', chance: null }))).toBe(values);
  expect(filledUp(values, [], () => ({ id: 's', chance: 5 }))).toBe(values);
});
