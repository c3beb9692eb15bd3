import { expect, test } from 'vitest';
import { Definitions, type FieldMeta, type ObjectMeta } from '../../../api/meta.ts';
import {
  childFields,
  filledRows,
  firstLines,
  inCurrency,
  lineInBrief,
  lineTitle,
  roomFor,
  sharedCurrency,
} from './childFields.ts';

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

test('a document begins with a line to type into, which is none while nothing is filled in', () => {
  const counted = {
    name: 'line',
    fields: [
      field('sheet', 'lookup', { object: 'sheet' }),
      field('position', 'integer'),
      field('product', 'lookup'),
      field('quantity', 'decimal', { default: 1 }),
      field('price', 'money'),
    ],
    views: [],
  } as unknown as ObjectMeta;
  const parent = { name: 'sheet', fields: [lines], views: [] } as unknown as ObjectMeta;
  const definitions = new Definitions('1', [counted, parent], []);
  expect(firstLines(definitions, parent)).toEqual({ lines: [{ quantity: 1 }] });
  const typed = [
    { quantity: 1, position: 1 },
    { quantity: 1, price: null },
    { quantity: 2 },
    { product: { id: '1' }, quantity: 1 },
  ];
  expect(filledRows(definitions, lines, typed)).toEqual([{ quantity: 2 }, { product: { id: '1' }, quantity: 1 }]);
  expect(filledRows(definitions, lines, [{ id: '1', quantity: 1 }])).toHaveLength(1);
});

test('a line in brief is what it is, how many at what price, and what it comes to', () => {
  const fields = [
    field('section', 'text'),
    field('product', 'lookup'),
    field('quantity', 'decimal'),
    field('price', 'money'),
    field('amount', 'formula', { result: 'money' }),
  ];
  const names = (row: Record<string, unknown>, of = fields) => {
    const { title, facts, multiplies, amount } = lineInBrief(of, row);
    return [title?.name, facts.map((f) => f.name), multiplies, amount?.name];
  };
  expect(names({ product: { id: '1' }, quantity: 2, price: 5, amount: 10 })).toEqual([
    'product',
    ['quantity', 'price'],
    true,
    'amount',
  ]);
  expect(names({ quantity: 1 })).toEqual([undefined, [], false, undefined]);
  expect(lineTitle(fields, { product: { id: '1', name: '工作站' }, quantity: 2 })).toBe('工作站');
  expect(lineTitle(fields, { quantity: 2 })).toBeUndefined();
  const plan = [
    field('name', 'text'),
    field('due_on', 'date'),
    field('amount', 'money'),
    field('open', 'formula', { result: 'money' }),
  ];
  expect(names({ name: '预付款', due_on: '2026-11-27', amount: 5, open: 5 }, plan)).toEqual([
    'name',
    ['due_on', 'open'],
    false,
    'amount',
  ]);
});

test('a line in brief says what is taken off its price', () => {
  const fields = [
    field('product', 'lookup'),
    field('quantity', 'decimal'),
    field('price', 'money'),
    field('discount', 'percent'),
  ];
  const of = (discount: number) => lineInBrief(fields, { product: { id: '1' }, quantity: 1, price: 5, discount }).discount?.name;
  expect([of(10), of(0)]).toEqual(['discount', undefined]);
});
