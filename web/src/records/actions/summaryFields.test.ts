import { expect, test } from 'vitest';
import { Definitions, type FieldMeta, type ObjectMeta } from '../../api/meta.ts';
import { summaryFields } from './summaryFields.ts';

const field = (name: string, type: FieldMeta['type'], more: Partial<FieldMeta> = {}) =>
  ({ name, type, label: name, ...more }) as FieldMeta;
const quote = {
  name: 'quote',
  nameField: 'name',
  fields: [
    field('name', 'text'),
    field('account', 'lookup', { object: 'account' }),
    field('amount', 'money'),
    field('status', 'select'),
    field('approver', 'user'),
    field('valid_until', 'date'),
    field('views', 'integer'),
  ],
  layout: { sections: [], related: [], quick: [], headline: ['amount', 'status', 'approver', 'valid_until', 'views'] },
} as unknown as ObjectMeta;
const definitions = new Definitions('1', [quote], []);
const account = { id: '1', name: '华联汽车' };
const told = (record: Record<string, unknown>, named?: string[]) =>
  summaryFields(definitions, quote, record, named).map((f) => f.name);

test('what is asked about a record is told with its customer and its first figures', () => {
  const record = { name: '设备升级', account, amount: 5, status: 'draft', approver: null, valid_until: '2026-12-28', views: 3 };
  expect(told(record)).toEqual(['account', 'amount', 'status', 'valid_until']);
  expect(told(record, ['views'])).toEqual(['views', 'account', 'amount', 'status']);
});

test('a customer whom the name tells already is not told twice, and what a row did not bring is left out', () => {
  expect(told({ name: '华联汽车设备升级', account, amount: 5 })).toEqual(['amount']);
});
