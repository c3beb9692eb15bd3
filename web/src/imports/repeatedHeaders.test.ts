import { expect, test } from 'vitest';
import { repeatedHeaders } from './repeatedHeaders.ts';

test('a name that several columns have is told once, and a number in brackets of its own is none', () => {
  expect(repeatedHeaders(['名称', '电话', '电话 (3)', '电话 (4)', '规模 (500)'])).toEqual(['电话']);
  expect(repeatedHeaders(['名称', '(2)', '电话'])).toEqual([]);
});
