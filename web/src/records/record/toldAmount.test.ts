import { expect, test } from 'vitest';
import type { ObjectMeta } from '../../api/meta.ts';
import { toldAmount } from './toldAmount.ts';

const object = (headline: string[], field: object) =>
  ({ layout: { headline }, fields: [{ name: 'amount', ...field }] }) as unknown as ObjectMeta;

test('a story tells an amount that is in the headline and may be read', () => {
  expect(toldAmount(object(['kind', 'amount'], { type: 'money' }))?.name).toBe('amount');
  expect(toldAmount(object(['amount'], { type: 'rollup', result: 'money' }))?.name).toBe('amount');
  expect(toldAmount(object(['amount'], { type: 'integer' }))).toBeUndefined();
  expect(toldAmount(object([], { type: 'money' }))).toBeUndefined();
});
