import { expect, test } from 'vitest';
import { currencies, regions, timeZones } from './world.ts';

test('currencies have their names', () => {
  expect(currencies()).toContainEqual({ value: 'CNY', label: 'CNY · 人民币' });
});

test('regions are countries, without groups and withdrawn codes', () => {
  const codes = regions().map((region) => region.value);
  expect(codes).toContain('CN');
  expect(codes).toContain('HK');
  for (const unwanted of ['EU', 'UN', 'SU', 'DD', 'ZZ']) expect(codes).not.toContain(unwanted);
  expect(codes.length).toBeGreaterThan(240);
  expect(codes.length).toBeLessThan(260);
});

test('time zones say how far they are from UTC', () => {
  expect(timeZones()).toContainEqual({ value: 'Asia/Shanghai', label: 'Asia/Shanghai (UTC+08:00)' });
});
