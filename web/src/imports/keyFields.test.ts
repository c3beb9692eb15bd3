import { expect, it } from 'vitest';
import type { FieldMeta } from '../api/meta.ts';
import { isSure, keyFields } from './keyFields.ts';

const fields: FieldMeta[] = [
  { name: 'name', type: 'text', label: '客户名称' },
  { name: 'phone', type: 'phone', label: '电话' },
  { name: 'employees', type: 'integer', label: '员工人数' },
  { name: 'credit_code', type: 'text', label: '统一社会信用代码', unique: true },
];

it('recognises records by what no two of them share, then by their name, and by no number', () => {
  const found = (...taken: string[]) => keyFields({ fields, nameField: 'name' }, new Set(taken)).map((f) => f.name);
  expect(found('name', 'phone', 'employees')).toEqual(['name']);
  expect(found('name', 'credit_code', 'phone')).toEqual(['credit_code', 'name']);
  expect(found('phone')).toEqual([]);
  expect(fields.filter(isSure).map((f) => f.name)).toEqual(['credit_code']);
});
