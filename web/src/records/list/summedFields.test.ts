import { beforeAll, expect, it, vi } from 'vitest';
import type { FieldMeta } from '../../api/meta.ts';

let summedFields: typeof import('./useRecordList.ts').summedFields;

beforeAll(async () => {
  const quiet = { matches: false, addEventListener() {}, removeEventListener() {} };
  vi.stubGlobal('window', { matchMedia: () => quiet });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem() {} });
  ({ summedFields } = await import('./useRecordList.ts'));
});

it('adds targets up only among those of one level', () => {
  const amount: FieldMeta = { name: 'amount', type: 'money', label: '目标金额', sumsWithin: 'level' };
  const cost: FieldMeta = { name: 'cost', type: 'money', label: '成本' };
  expect(summedFields([amount, cost])).toEqual([cost]);
  expect(summedFields([amount, cost], 'owner')).toEqual([cost]);
  expect(summedFields([amount, cost], 'level')).toEqual([amount, cost]);
});
