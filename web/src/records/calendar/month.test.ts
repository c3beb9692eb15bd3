import { expect, test } from 'vitest';
import '../../i18n/format.ts';
import { daysOf, monthAfter, movedTo } from './month.ts';

test('a month is shown in whole weeks from Monday to Sunday', () => {
  const days = daysOf('2026-11');
  expect([days[0], days.at(-1), days.length]).toEqual(['2026-10-26', '2026-12-06', 42]);
  expect(daysOf('2026-06')[0]).toBe('2026-06-01');
});

test('the months go on over the end of the year', () => {
  expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
});

test('what is moved to another day keeps its time of day where the person is', () => {
  expect(movedTo('2026-11-03', '2026-11-09', 'Asia/Shanghai')).toBe('2026-11-09');
  expect(movedTo('2026-11-03T01:30:00Z', '2026-11-09', 'Asia/Shanghai')).toBe('2026-11-09T01:30:00.000Z');
  expect(movedTo('2026-11-03T18:30:00Z', '2026-11-09', 'Asia/Shanghai')).toBe('2026-11-08T18:30:00.000Z');
});
