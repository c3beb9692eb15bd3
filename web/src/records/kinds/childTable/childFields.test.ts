import { expect, test } from 'vitest';
import { Definitions, type FieldMeta, type ObjectMeta } from '../../../api/meta.ts';
import { childFields, inCurrency, roomFor, sharedCurrency } from './childFields.ts';

const field = (name: string, type: FieldMeta['type'], more: Partial<FieldMeta> = {}) =>
  ({ name, type, label: name, ...more }) as FieldMeta;
const columns = ['section', 'product', 'description', 'quantity', 'unit', 'price', 'discount', 'tax_rate', 'amount'];
const line = {
  name: 'line',
  fields: [
    field('sheet', 'lookup', { object: 'sheet' }),
    ...columns.slice(0, 8).map((name) => field(name, name === 'product' ? 'lookup' : 'text')),
    field('amount', 'formula', { result: 'money', currency: 'price_currency' }),
  ],
  views: [{ columns: ['sheet', ...columns] }],
} as unknown as ObjectMeta;
const lines = field('lines', 'child_table', { object: 'line', by: 'sheet' });
const sheet = (...fields: FieldMeta[]) =>
  new Definitions('1', [line, { name: 'sheet', fields, views: [] } as unknown as ObjectMeta], []);

test('the amount that a line computes stands behind its eight other columns', () => {
  expect(childFields(sheet(), lines).map((f) => f.name)).toEqual(columns);
});

test('lines are in the currency in which their parent adds them up, and choose their own where it does not', () => {
  expect(sharedCurrency(sheet(field('total', 'rollup', { currency: 'amount_currency' })), lines)).toBe('amount_currency');
  expect(sharedCurrency(sheet(field('total', 'money')), lines)).toBeUndefined();
});

test('a line that names no currency is shown in that of its parent', () => {
  const fields = [field('price', 'money')];
  expect(inCurrency(fields, { price: 1 }, 'USD')).toEqual({ price: 1, price_currency: 'USD' });
  expect(inCurrency(fields, { price: 1, price_currency: 'EUR' }, 'USD')).toEqual({ price: 1, price_currency: 'EUR' });
  expect(inCurrency(fields, { price: 1 }, undefined)).toEqual({ price: 1 });
});

test('what a line is about has the most room', () => {
  const widths = [field('unit', 'text', { max: 16 }), field('discount', 'percent'), field('price', 'money')].map(roomFor);
  expect(Math.max(...widths)).toBeLessThan(roomFor(field('product', 'lookup')));
});
