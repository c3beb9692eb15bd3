import { expect, it } from 'vitest';
import type { FieldMeta, ObjectMeta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { tellingFields, tellingText } from './telling.ts';

const field = (name: string, type: string) => ({ name, type, label: name }) as FieldMeta;
const record = (values: Record<string, unknown>) => ({ id: '1', ...values }) as RecordData;

it('records are told apart by owner, place, phone and age, as far as the reader sees these fields', () => {
  const object = {
    fields: [field('created_at', 'datetime'), field('phone', 'phone'), field('name', 'text'), field('owner', 'user')],
  } as unknown as ObjectMeta;
  expect(tellingFields(object).map((f) => f.name)).toEqual(['owner', 'phone', 'created_at']);
});

it('an owner is told by name, an address by its place, and what is empty is not told', () => {
  const address = field('address', 'address');
  expect(tellingText(field('owner', 'user'), record({ owner: { id: '2', name: '王浩然' } }))).toBe('王浩然');
  expect(tellingText(address, record({ address: { province: '江苏省', city: '苏州市', street: '一号' } }))).toBe('江苏省苏州市');
  expect(tellingText(address, record({ address: { province: '上海市', city: '上海市' } }))).toBe('上海市');
  expect(tellingText(field('phone', 'phone'), record({ phone: '138****5678' }))).toBe('138****5678');
  expect(tellingText(field('phone', 'phone'), record({ phone: '+8613812345678' }))).toBe('138 1234 5678');
  expect(tellingText(field('created_at', 'datetime'), record({ created_at: '2026-03-01T02:00:00Z' }))).toBe('2026年3月1日');
  expect(tellingText(field('phone', 'phone'), record({}))).toBeNull();
});
