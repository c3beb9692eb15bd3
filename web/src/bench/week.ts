import dayjs from 'dayjs';
import { addDays, currentZone } from '../i18n/format.ts';
import { currentLanguage } from '../i18n/text.ts';

/** Monday to Sunday of the week in which it is now where the person is. */
export function daysOfWeek(now = dayjs().tz(currentZone())): string[] {
  const monday = now.subtract((now.day() + 6) % 7, 'day').format('YYYY-MM-DD');
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index));
}

/** What the day of the week is called. */
export function weekdayOf(instant: string, style: 'long' | 'short' = 'long'): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(instant) ? { date: new Date(`${instant}T12:00:00Z`), zone: 'UTC' } : undefined;
  return new Intl.DateTimeFormat(currentLanguage(), { weekday: style, timeZone: day?.zone ?? currentZone() }).format(
    day?.date ?? new Date(instant),
  );
}

/** The instant at which a day begins where the person is, as the API takes it. */
export function beginOf(day: string): string {
  return dayjs.tz(`${day}T00:00:00`, currentZone()).toISOString();
}
