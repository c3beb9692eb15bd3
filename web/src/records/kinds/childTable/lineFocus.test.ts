import type { KeyboardEvent, MouseEvent } from 'react';
import { expect, test } from 'vitest';
import { isByKey, leftByEnter, pastClearing } from './lineFocus.ts';

const cell = (expanded = 'false', tagName = 'INPUT', role = '') => ({
  tagName,
  getAttribute: (name: string) => (name === 'role' ? role : expanded),
});
const [first, last, list, closed, note] = [
  cell(),
  cell(),
  cell('true'),
  cell('false', 'INPUT', 'combobox'),
  cell('false', 'TEXTAREA'),
];
const pressed = (target: unknown, more: object = {}, isBlank = false) =>
  leftByEnter(
    {
      key: 'Enter',
      target,
      nativeEvent: { isComposing: false },
      currentTarget: { querySelectorAll: () => [first, list, closed, note, last] },
      ...more,
    } as unknown as KeyboardEvent<HTMLTableRowElement>,
    isBlank,
  );

test('Enter leaves a line from each of its cells, and says from which', () => {
  expect(pressed(last)).toBe(4);
  expect(pressed(first)).toBe(0);
  expect(pressed(closed)).toBe(2);
  expect(pressed(last, { key: 'Tab' })).toBeUndefined();
  expect(pressed(cell())).toBeUndefined();
});

test('Enter keeps what it means to a list, to a text of several lines, to who is composing a word, and to who saves the form', () => {
  expect(pressed(list)).toBeUndefined();
  expect(pressed(note)).toBeUndefined();
  expect(pressed(closed, {}, true)).toBeUndefined();
  expect(pressed(last, { nativeEvent: { isComposing: true } })).toBeUndefined();
  expect(pressed(last, { ctrlKey: true })).toBeUndefined();
});

test('a key presses a button without a count of clicks', () => {
  expect([0, 1].map((detail) => isByKey({ detail } as MouseEvent))).toEqual([true, false]);
});

test('Tab goes past the cross that empties a cell, but not backwards, nor out of an open list', () => {
  const chosen = (isFilled: boolean, expanded = 'false') => ({
    ...cell(expanded, 'INPUT', 'combobox'),
    closest: () => ({ querySelector: () => (isFilled ? {} : null) }),
  });
  const tabbed = (target: ReturnType<typeof chosen>, more: object = {}) =>
    pastClearing({
      key: 'Tab',
      shiftKey: false,
      target,
      currentTarget: { querySelectorAll: () => [target, last] },
      ...more,
    } as unknown as KeyboardEvent<HTMLTableRowElement>);
  expect(tabbed(chosen(true))).toBe(last);
  expect(tabbed(chosen(false))).toBeUndefined();
  expect(tabbed(chosen(true), { shiftKey: true })).toBeUndefined();
  expect(tabbed(chosen(true, 'true'))).toBeUndefined();
  expect(tabbed(chosen(true), { key: 'Enter' })).toBeUndefined();
});
