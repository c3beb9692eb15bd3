import { expect, it } from 'vitest';
import { groupedNumber } from './groupedNumber.ts';

it('thousands are set apart at rest, never behind the point and never while one types', () => {
  const rest = { userTyping: false };
  expect(groupedNumber('1234567.12345', rest)).toBe('1,234,567.12345');
  expect(groupedNumber(880000, rest)).toBe('880,000');
  expect(groupedNumber('880000', { userTyping: true })).toBe('880000');
  expect(groupedNumber(undefined, rest)).toBe('');
});
