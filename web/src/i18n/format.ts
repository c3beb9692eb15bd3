import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';
import { currentLanguage, text } from './text.ts';

dayjs.extend(utc);
dayjs.extend(timezone);

let zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The time zone in which instants are shown and typed: the person's own. */
export function showTimesIn(name: string | null | undefined): void {
  if (name && isZone(name)) zone = name;
}

export function currentZone(): string {
  return zone;
}

function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

const cache = new Map<string, Intl.NumberFormat>();

function numbers(options: Intl.NumberFormatOptions, key = JSON.stringify(options)): Intl.NumberFormat {
  key = currentLanguage() + key;
  const found = cache.get(key) ?? new Intl.NumberFormat(currentLanguage(), options);
  cache.set(key, found);
  return found;
}

export function formatNumber(value: number, form?: { min?: number; max?: number; grouping?: boolean }): string {
  const { min = 0, max = 6, grouping = true } = form ?? {};
  // Lists say hundreds of numbers at once: their form is told apart without writing it out.
  const key = `${min}-${max}${grouping ? '' : ' plain'}`;
  return numbers({ minimumFractionDigits: min, maximumFractionDigits: max, useGrouping: grouping }, key).format(value);
}

/** An amount as it stands below and beside others: whole ones show their cents too, in a currency that has some. */
export function formatMoney(value: number, currency = 'CNY', digits = 2): string {
  const options = {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: Math.min(digits, minorUnits(currency)),
    maximumFractionDigits: digits,
  } as const;
  return numbers(options, `money ${currency} ${digits}`).format(value);
}

function minorUnits(currency: string): number {
  return numbers({ style: 'currency', currency }, `minor ${currency}`).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Money as one says it: ¥ 1,234万 or ¥12.3M. */
export function formatMoneyShort(value: number, currency = 'CNY'): string {
  if (Math.abs(value) < 10_000) return formatMoney(value, currency, 0);
  return numbers({
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    useGrouping: true,
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  }).format(value);
}

/** A share between 0 and 1; one that is too small to be told is still not nothing. */
export function formatShare(value: number | null | undefined, digits = 1): string {
  if (value === null || value === undefined) return '—';
  const form = numbers({ style: 'percent', maximumFractionDigits: digits });
  const least = 10 ** (-2 - digits);
  return value > 0 && value < least / 2 ? `<${form.format(least)}` : form.format(value);
}

/** Dates are written as the calendar has them: 2026-11-22; the year is left out when it is this one. */
export function formatDate(value: string): string {
  const date = dayjs(value);
  if (!date.isValid()) return value;
  const sameYear = date.year() === dayjs().year();
  if (currentLanguage() === 'en') return date.format(sameYear ? 'MMM D' : 'MMM D, YYYY');
  return date.format(sameYear ? 'M月D日' : 'YYYY年M月D日');
}

/** A day with its year, for what is kept: 2026年11月26日, Nov 26, 2026. */
export function formatDay(value: string): string {
  const date = dayjs(value);
  return date.isValid() ? date.format(currentLanguage() === 'en' ? 'MMM D, YYYY' : 'YYYY年M月D日') : value;
}

/** A month as one writes it: 2026年11月, Nov 2026. */
export function formatMonth(day: string): string {
  const date = dayjs(day);
  return date.isValid() ? date.format(currentLanguage() === 'en' ? 'MMM YYYY' : 'YYYY年M月') : day;
}

/** The name of a month of the year, counted from 0: 11月, Nov. */
export function formatMonthName(month: number): string {
  return currentLanguage() === 'en' ? dayjs().date(1).month(month).format('MMM') : `${month + 1}月`;
}

/** The calendar day of an instant where the person is. */
export function dayOf(instant: string): string {
  return dayjs(instant).tz(zone).format('YYYY-MM-DD');
}

/** The calendar day it is in a time zone; that of the company is the day by which the server reckons. */
export function todayIn(timeZone: string, now = dayjs()): string {
  return now.tz(timeZone).format('YYYY-MM-DD');
}

/** The day so many days after another. */
export function addDays(day: string, days: number): string {
  return dayjs(day).add(days, 'day').format('YYYY-MM-DD');
}

export function formatDateTime(value: string): string {
  const instant = dayjs(value).tz(zone);
  if (!instant.isValid()) return value;
  return `${formatDate(instant.format('YYYY-MM-DD'))} ${instant.format('HH:mm')}`;
}

/** The time of day of an instant. */
export function formatTime(value: string): string {
  return dayjs(value).tz(zone).format('HH:mm');
}

/** An instant that a day begins with is that day; any other has its time. */
export function formatMoment(value: string): string {
  const instant = dayjs(value).tz(zone);
  return instant.isValid() && instant.format('HH:mm:ss.SSS') === '00:00:00.000'
    ? formatDate(instant.format('YYYY-MM-DD'))
    : formatDateTime(value);
}

/** "3 minutes ago" up to a week, the date afterwards. */
export function formatAgo(value: string): string {
  const seconds = dayjs().diff(dayjs(value), 'second');
  if (seconds < 45) return text('time.justNow');
  const format = new Intl.RelativeTimeFormat(currentLanguage(), { numeric: 'auto' });
  if (seconds < 3600) return format.format(-Math.round(seconds / 60), 'minute');
  if (seconds < 86_400) return format.format(-Math.round(seconds / 3600), 'hour');
  if (seconds < 7 * 86_400) return format.format(-Math.round(seconds / 86_400), 'day');
  return formatDateTime(value);
}

export function formatBytes(size: number): string {
  if (size < 1024) return `${size} B`;
  return size < 1_048_576 ? `${Math.round(size / 1024)} KB` : `${(size / 1_048_576).toFixed(1)} MB`;
}
