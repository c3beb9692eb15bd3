import dayjs, { type Dayjs } from 'dayjs';
import type { Period } from './model.ts';

/*
 * Filters in an address or a view stay relative: `close_date ge @month` means the month in which they are read.
 * The client replaces an alias by its value when it asks the server. `@month-1` is the month before, `@monthT` the instant it begins.
 */

type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';

const bounds: Record<Period, readonly [Unit, number, number]> = {
  today: ['day', 0, 1],
  yesterday: ['day', -1, 0],
  tomorrow: ['day', 1, 2],
  thisWeek: ['week', 0, 1],
  lastWeek: ['week', -1, 0],
  nextWeek: ['week', 1, 2],
  thisMonth: ['month', 0, 1],
  lastMonth: ['month', -1, 0],
  nextMonth: ['month', 1, 2],
  thisQuarter: ['quarter', 0, 1],
  lastQuarter: ['quarter', -1, 0],
  thisYear: ['year', 0, 1],
  lastYear: ['year', -1, 0],
  last7Days: ['day', -6, 1],
  last30Days: ['day', -29, 1],
  last90Days: ['day', -89, 1],
  next7Days: ['day', 0, 7],
  next30Days: ['day', 0, 30],
};

/** The first moment of a period and the first moment after it, as aliases. */
export function boundsOf(period: Period, instants: boolean): [string, string] {
  const [unit, from, to] = bounds[period];
  return [alias(unit, from, instants), alias(unit, to, instants)];
}

/** The period that two aliases bound, if it is one a person can choose. */
export function periodOf(from: string, to: string): Period | undefined {
  return (Object.keys(bounds) as Period[]).find((period) =>
    [false, true].some((instants) => {
      const [a, b] = boundsOf(period, instants);
      return a === from && b === to;
    }),
  );
}

function alias(unit: Unit, offset: number, instants: boolean): string {
  return `@${unit}${offset === 0 ? '' : offset > 0 ? `+${offset}` : offset}${instants ? 'T' : ''}`;
}

export interface Reader {
  userId: string;
  now: Dayjs;
}

/** Replaces every alias outside of quotes by what it means to this reader now. */
export function resolveAliases(filter: string, reader: Reader): string {
  return filter.replace(/'(?:[^']|'')*'|@me\b|@(day|week|month|quarter|year)([+-]\d+)?(T)?/g, (whole, unit, offset, instant) => {
    if (whole.startsWith("'")) return whole;
    if (whole === '@me') return reader.userId;
    const start = startOf(reader.now, unit as Unit, Number(offset ?? 0));
    return instant ? start.toDate().toISOString() : start.format('YYYY-MM-DD');
  });
}

/** Weeks begin on Monday, quarters in January, April, July and October. */
function startOf(now: Dayjs, unit: Unit, offset: number): Dayjs {
  const day = now.startOf('day');
  if (unit === 'week') return day.subtract((day.day() + 6) % 7, 'day').add(offset * 7, 'day');
  if (unit === 'quarter')
    return day
      .startOf('month')
      .subtract(day.month() % 3, 'month')
      .add(offset * 3, 'month');
  return dayjs(day.startOf(unit)).add(offset, unit);
}

/** How many days after today an alias means; `undefined` for what is no alias of a day. */
export function dayOffset(value: unknown): number | undefined {
  const found = typeof value === 'string' ? /^@day([+-]\d+)?T?$/.exec(value) : null;
  return found ? Number(found[1] ?? 0) : undefined;
}
