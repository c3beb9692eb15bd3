import dayjs from 'dayjs';
import { formatMonth } from '../i18n/format.ts';
import { text } from '../i18n/text.ts';

export const units = ['month', 'quarter', 'year'] as const;
export type Unit = (typeof units)[number];

const months = { month: 1, quarter: 3, year: 12 } as const;

/** The first day of the period in which a day lies. */
export function startOf(unit: Unit, day: string): string {
  const date = dayjs(day);
  const first = Math.floor(date.month() / months[unit]) * months[unit];
  return date.month(first).date(1).format('YYYY-MM-DD');
}

/** The first day of the period so many periods away. */
export function shift(unit: Unit, start: string, by: number): string {
  return dayjs(start)
    .add(by * months[unit], 'month')
    .format('YYYY-MM-DD');
}

/** The last day of the period that begins on a day. */
export function endOf(unit: Unit, start: string): string {
  return dayjs(start).add(months[unit], 'month').subtract(1, 'day').format('YYYY-MM-DD');
}

/** What one calls the period that begins on a day: 2026年11月, 2026 年第 4 季度, 2026 年. */
export function nameOf(unit: Unit, start: string): string {
  const date = dayjs(start);
  if (unit === 'month') return formatMonth(start);
  if (unit === 'year') return text('forecast.yearOf', { year: date.year() });
  return text('forecast.quarterOf', { year: date.year(), quarter: Math.floor(date.month() / 3) + 1 });
}
