import dayjs from 'dayjs';
import { expect, test } from 'vitest';
import { showTimesIn, todayIn } from '../i18n/format.ts';
import { beginOf, daysOfWeek, weekdayOf } from './week.ts';

test('a week runs from Monday to Sunday, on a Sunday too', () => {
  expect(daysOfWeek(dayjs('2026-11-29T10:00:00'))).toEqual([
    '2026-11-23',
    '2026-11-24',
    '2026-11-25',
    '2026-11-26',
    '2026-11-27',
    '2026-11-28',
    '2026-11-29',
  ]);
  expect(daysOfWeek(dayjs('2026-11-23T00:00:00'))[0]).toBe('2026-11-23');
});

test('a day begins where the person is', () => {
  showTimesIn('Asia/Shanghai');
  expect(beginOf('2026-11-25')).toBe('2026-11-24T16:00:00.000Z');
  expect(weekdayOf('2026-11-25')).toBe('星期三');
  expect(weekdayOf('2026-11-24T17:00:00Z')).toBe('星期三');
});

test('the day in the heading is that of the company, wherever the person is', () => {
  const lateInShanghai = dayjs('2026-11-25T17:00:00Z');
  expect(todayIn('Asia/Shanghai', lateInShanghai)).toBe('2026-11-26');
  expect(todayIn('America/New_York', lateInShanghai)).toBe('2026-11-25');
});
