import { expect, test } from 'vitest';
import { isToFill } from './isToFill.ts';

test('a switch bears no star, since it always says something', () => {
  expect(isToFill({ type: 'boolean' }, true)).toBe(false);
});

test('a choice that begins with one and cannot be emptied bears none', () => {
  expect(isToFill({ type: 'select', default: 'zh' }, true)).toBe(false);
  expect(isToFill({ type: 'select' }, true)).toBe(true);
});

test('what begins with something and may be emptied bears one', () => {
  expect(isToFill({ type: 'decimal', default: 1 }, true)).toBe(true);
  expect(isToFill({ type: 'text' }, true)).toBe(true);
  expect(isToFill({ type: 'text' }, undefined)).toBe(false);
});
