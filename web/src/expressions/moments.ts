import type { Context } from './tree.ts';

/* Days are `yyyy-MM-dd`, points in time milliseconds since 1970. What leaves the years 1 to 9999 is empty. */

export interface Day {
  year: number;
  month: number;
  day: number;
}

const dayLength = 86_400_000;
const firstDay = -719_162;
const lastDay = 2_932_896;
const formats = new Map<string, Intl.DateTimeFormat>();

export const isoOf = ({ year, month, day }: Day): string => `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;

export const partsOf = (iso: string): Day => ({
  year: Number(iso.slice(0, 4)),
  month: Number(iso.slice(5, 7)),
  day: Number(iso.slice(8, 10)),
});

export const daysInMonth = (year: number, month: number): number =>
  [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;

export const exists = (year: number, month: number, day: number): boolean =>
  year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);

/** Days since 1970-01-01. */
export function numberOf(iso: string): number {
  const { year, month, day } = partsOf(iso);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / dayLength);
}

export function fromNumber(days: number): string | null {
  if (!(days >= firstDay && days <= lastDay)) return null;
  const date = new Date(days * dayLength);
  return isoOf({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() });
}

export const addDays = (iso: string, days: number): string | null => fromNumber(numberOf(iso) + days);

export function addMonths(iso: string, months: number): string | null {
  const { year, month, day } = partsOf(iso);
  const total = year * 12 + month - 1 + months;
  if (!(total >= 12 && total < 120_000)) return null;
  const [y, m] = [Math.floor(total / 12), (total % 12) + 1];
  return isoOf({ year: y, month: m, day: Math.min(day, daysInMonth(y, m)) });
}

/** Monday is 1, Sunday is 7. */
export const weekdayOf = (iso: string): number => ((((numberOf(iso) + 3) % 7) + 7) % 7) + 1;

/** ISO week of the year: that of its Thursday. */
export function weekOf(iso: string): number {
  const thursday = numberOf(iso) + 4 - weekdayOf(iso);
  const year = new Date(thursday * dayLength).getUTCFullYear();
  return Math.floor((thursday - numberOf(isoOf({ year, month: 1, day: 1 }))) / 7) + 1;
}

export function monthsBetween(from: string, to: string): number {
  if (to < from) return -monthsBetween(to, from);
  const [a, b] = [partsOf(from), partsOf(to)];
  return (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day ? 1 : 0);
}

export function workedDays(from: string, to: string, context: Context): number {
  if (to < from) return -workedDays(to, from, context);
  const [first, last] = [numberOf(from), numberOf(to)];
  const weeks = Math.floor((last - first + 1) / 7);
  let worked = weeks * 5;
  for (let day = first + weeks * 7; day <= last; day++) if (weekdayOf(fromNumber(day) ?? from) < 6) worked++;
  const within = (day: string) => day >= from && day <= to;
  const { holidays = [], workedWeekends = [] } = context.calendar ?? {};
  return (
    worked -
    holidays.filter((day) => within(day) && weekdayOf(day) < 6).length +
    workedWeekends.filter((day) => within(day) && weekdayOf(day) > 5).length
  );
}

export function workedDayAfter(iso: string, count: number, context: Context): string | null {
  if (Math.abs(count) > 10_000) return null;
  let day: string | null = iso;
  for (let left = Math.abs(count); left > 0 && day !== null; ) {
    day = addDays(day, Math.sign(count));
    if (day !== null && isWorked(day, context)) left--;
  }
  return day;
}

function isWorked(day: string, { calendar }: Context): boolean {
  return weekdayOf(day) > 5 ? (calendar?.workedWeekends.includes(day) ?? false) : !calendar?.holidays.includes(day);
}

/** Day and time of a point in time on the company's clock. */
export function localOf(instant: number, timeZone: string): { date: string; time: string } {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return {
    date: isoOf({ year: Number(parts.year), month: Number(parts.month), day: Number(parts.day) }),
    time: `${parts.hour}:${parts.minute}:${parts.second}`,
  };
}

/** A day, and a time if there is one, in a spreadsheet's date format. An `m` beside hours or seconds is minutes. */
export function format(pattern: string, date: string, time = '00:00:00'): string {
  const pieces = [...pattern.matchAll(/y+|Y+|m+|M+|d+|D+|h+|H+|s+|S+|[^yYmMdDhHsS]+/g)].map(([piece]) => piece);
  const tokens = pieces.map((piece) =>
    /^M/.test(piece) ? 'M' : /^[yYmdDhHsS]/.test(piece) ? piece.charAt(0).toLowerCase() : '',
  );
  const known = tokens.map((token, i) => ({ token, i })).filter(({ token }) => token !== '');
  known.forEach(({ token, i }, n) => {
    if (token === 'm' && known[n - 1]?.token !== 'h' && known[n + 1]?.token !== 's') tokens[i] = 'M';
  });
  const [hour, minute, second] = time.split(':').map(Number);
  const { year, month, day } = partsOf(date);
  const values: Record<string, number | undefined> = { M: month, d: day, h: hour, m: minute, s: second };
  return pieces
    .map((piece, i) => {
      const token = tokens[i] ?? '';
      if (token === '') return piece;
      if (token === 'y') return piece.length > 2 ? pad(year, 4) : pad(year % 100, 2);
      return pad(values[token] ?? 0, piece.length > 1 ? 2 : 1);
    })
    .join('');
}

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
