import { expect, test } from 'vitest';
import { asksFirst, isElsewhere, leaving } from './useUnsavedGuard.ts';

const page = { pathname: '/admin/people', search: '?person=1' };
const other = { pathname: '/admin/people', search: '?person=2' };

test('another page or another one of the same page is elsewhere', () => {
  expect(isElsewhere(page, { ...page })).toBe(false);
  expect(isElsewhere(page, other)).toBe(true);
  expect(isElsewhere(page, { pathname: '/admin/roles', search: '?person=1' })).toBe(true);
});

test('only what is unsaved is asked about, and not where one leaves knowingly', () => {
  expect(asksFirst(false, page, other)).toBe(false);
  expect(asksFirst(true, page, page)).toBe(false);
  expect(asksFirst(true, page, other)).toBe(true);
  expect(leaving(() => asksFirst(true, page, other))).toBe(false);
  expect(asksFirst(true, page, other)).toBe(true);
});
