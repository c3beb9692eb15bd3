import { expect, test } from 'vitest';
import type { Suggestion } from '../api/jobs.ts';
import { wholeOf } from './wholeOf.ts';

const columns = ['省份', '备注', '地址'].map((header) => ({ header, samples: [] })) as unknown as Suggestion['columns'];
const file = (...rows: string[][]) => ({
  columns,
  header_row: 1,
  first: [['省份', '备注', '地址'], ...rows].map((cells, at) => ({ row: at + 1, cells })),
});
const targets = [
  { name: 'address', label: '地址' },
  { name: 'address_province', label: '省', whole: 'address' },
];

test('a province that each whole address begins with is told to be in it', () => {
  const whole = file(['江苏', '', '江苏省苏州市吴中区'], ['浙江', '江苏', '浙江省杭州市西湖区']);
  expect(wholeOf(whole, '省份', { 地址: 'address' }, targets)).toBe('地址');
  expect(wholeOf(whole, '备注', { 地址: 'address' }, targets)).toBeUndefined();
});

test('nothing is told where the address is no whole one, or says something else', () => {
  expect(wholeOf(file(['江苏', '', '江苏省苏州市']), '省份', { 地址: 'address_street' }, targets)).toBeUndefined();
  expect(wholeOf(file(['江苏', '', '星湖街1号']), '省份', { 地址: 'address' }, targets)).toBeUndefined();
});
