import { expect, it } from 'vitest';
import { shiftInto } from './intoRoom.ts';

const room = { left: 480, right: 1000 };

it('a cell behind the frozen columns comes out from behind them', () => {
  expect(shiftInto(room, { left: 400, right: 540 })).toBe(-80);
  expect(shiftInto(room, { left: -200, right: -60 })).toBe(-680);
});

it('a cell beyond the right edge comes in, and one that is seen whole stays', () => {
  expect(shiftInto(room, { left: 950, right: 1090 })).toBe(90);
  expect(shiftInto(room, { left: 480, right: 1000 })).toBe(0);
  expect(shiftInto(room, { left: 600, right: 740 })).toBe(0);
});

it('of a cell wider than the room the beginning is seen; without room nothing moves', () => {
  expect(shiftInto(room, { left: 600, right: 1300 })).toBe(120);
  expect(shiftInto({ left: 480, right: 390 }, { left: 100, right: 200 })).toBe(0);
});
