import { expect, test } from 'vitest';
import { everyWeek, isCut } from './everyWeek.ts';

const week = (day: string) => ({ week: day, entered: 1, won: 0, lost: 0, filter: `week ${day}` });

test('weeks without a deal stand on the axis too', () => {
  const shown = everyWeek([week('2026-10-26'), week('2026-11-16')], 26);
  expect(shown.map((w) => [w.week, w.entered])).toEqual([
    ['2026-10-26', 1],
    ['2026-11-02', 0],
    ['2026-11-09', 0],
    ['2026-11-16', 1],
  ]);
  expect(everyWeek([week('2026-10-26'), week('2026-11-16')], 2).map((w) => w.week)).toEqual(['2026-11-09', '2026-11-16']);
  expect(everyWeek([], 26)).toEqual([]);
});

test('it is told where earlier weeks are left out', () => {
  expect(isCut([week('2026-10-26'), week('2026-11-16')])).toBe(false);
  expect(isCut(Array.from({ length: 16 }, () => week('2026-11-16')))).toBe(true);
  expect(isCut([week('2026-01-05'), week('2026-11-16')])).toBe(true);
});
