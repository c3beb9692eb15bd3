import type { KeyboardEvent, MouseEvent } from 'react';
import { expect, test } from 'vitest';
import { isByKey, isLineEnd } from './lineFocus.ts';

const cell = (expanded = 'false') => ({ getAttribute: () => expanded });
const [first, last, list] = [cell(), cell(), cell('true')];
const pressed = (target: unknown, more: object = {}) =>
  isLineEnd({
    key: 'Enter',
    target,
    nativeEvent: { isComposing: false },
    currentTarget: { querySelectorAll: () => [first, target === list ? list : last] },
    ...more,
  } as unknown as KeyboardEvent<HTMLTableRowElement>);

test('Enter leaves a line from its last cell alone', () => {
  expect(pressed(last)).toBe(true);
  expect(pressed(first)).toBe(false);
  expect(pressed(last, { key: 'Tab' })).toBe(false);
});

test('Enter keeps what it means to an open list, to who is composing a word, and to who saves the form', () => {
  expect(pressed(list)).toBe(false);
  expect(pressed(last, { nativeEvent: { isComposing: true } })).toBe(false);
  expect(pressed(last, { ctrlKey: true })).toBe(false);
});

test('a key presses a button without a count of clicks', () => {
  expect([0, 1].map((detail) => isByKey({ detail } as MouseEvent))).toEqual([true, false]);
});
