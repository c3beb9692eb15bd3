import { expect, test } from 'vitest';
import { readNumber } from './readNumber.ts';

test.each([
  ['1,200', 1200],
  ['１２００', 1200],
  ['20万', 200_000],
  ['1.2万元', 12_000],
  ['1.5亿', 150_000_000],
  ['30k', 30_000],
  ['-3.5', -3.5],
  ['1e3', 1000],
  ['¥ 12.30', 12.3],
])('%s is %d', (typed, number) => expect(readNumber(typed)).toBe(number));

test('nothing is nothing, a word is no number', () => {
  expect(readNumber(' ')).toBeNull();
  expect(readNumber('万')).toBeNaN();
});
