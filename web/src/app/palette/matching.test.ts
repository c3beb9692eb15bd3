import { expect, it } from 'vitest';
import { initialsOf, matches } from './matching.ts';

it('finds by pinyin initials, as people type them', () => {
  expect(initialsOf('客户 Account 华为')).toBe('khaccounthw');
  expect(matches('hw', '华为技术')).toBe(true);
  expect(matches('xs', '销售概览')).toBe(true);
});

it('finds by any words in any order', () => {
  expect(matches('lead new', '新建线索', 'new lead')).toBe(true);
  expect(matches('quote', '新建线索', 'new lead')).toBe(false);
});
