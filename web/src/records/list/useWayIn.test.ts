import { expect, it } from 'vitest';
import { leadsIn } from './useWayIn.ts';

const pressed = (key: string, on: string, more = {}) =>
  leadsIn({
    key,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    defaultPrevented: false,
    target: { tagName: on } as never,
    ...more,
  });

it('↓ and J lead from the page into the table', () => {
  expect(pressed('ArrowDown', 'BODY')).toBe(true);
  expect(pressed('j', 'MAIN')).toBe(true);
});

it('not from what has keys of its own, nor with other keys held', () => {
  expect(pressed('ArrowDown', 'BUTTON')).toBe(false);
  expect(pressed('j', 'INPUT')).toBe(false);
  expect(pressed('ArrowUp', 'BODY')).toBe(false);
  expect(pressed('j', 'BODY', { ctrlKey: true })).toBe(false);
  expect(pressed('ArrowDown', 'BODY', { defaultPrevented: true })).toBe(false);
});
