import * as decimals from './decimals.ts';
import type { Meaning } from './functions.ts';
import * as moments from './moments.ts';
import type { Context, Value } from './tree.ts';

const dayLength = 86_400_000n;
const unit = 10n ** 10n;
const earliest = -62_135_596_800_000n;
const latest = 253_402_300_799_999n;

/** Functions of days and points in time; a point in time has its parts on the company's clock. */
export const dateFunctions: Record<string, Meaning> = {
  TODATE: ([a], context) => moments.localOf(a as number, context.timeZone).date,
  DATE: ([y, m, d]) => {
    const [year, month, day] = [whole(y), whole(m), whole(d)];
    return moments.exists(year, month, day) ? moments.isoOf({ year, month, day }) : null;
  },
  DATEVALUE: ([a]) => {
    const iso = a as string;
    if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
    const { year, month, day } = moments.partsOf(iso);
    return moments.exists(year, month, day) ? iso : null;
  },
  YEAR: ([a]) => BigInt(moments.partsOf(a as string).year),
  QUARTER: ([a]) => BigInt(Math.floor((moments.partsOf(a as string).month + 2) / 3)),
  MONTH: ([a]) => BigInt(moments.partsOf(a as string).month),
  DAY: ([a]) => BigInt(moments.partsOf(a as string).day),
  WEEKDAY: ([a]) => BigInt(moments.weekdayOf(a as string)),
  WEEKNUM: ([a]) => BigInt(moments.weekOf(a as string)),
  HOUR: ([a], context) => clockPart(a, context, 0),
  MINUTE: ([a], context) => clockPart(a, context, 3),
  SECOND: ([a], context) => clockPart(a, context, 6),
  STARTOFWEEK: ([a]) => moments.addDays(a as string, 1 - moments.weekdayOf(a as string)),
  STARTOFMONTH: ([a]) => moments.isoOf({ ...moments.partsOf(a as string), day: 1 }),
  STARTOFQUARTER: ([a]) => {
    const { year, month } = moments.partsOf(a as string);
    return moments.isoOf({ year, month: Math.floor((month - 1) / 3) * 3 + 1, day: 1 });
  },
  STARTOFYEAR: ([a]) => moments.isoOf({ year: moments.partsOf(a as string).year, month: 1, day: 1 }),
  EOMONTH: ([a, n]) => {
    const day = moments.addMonths(a as string, whole(n));
    if (day === null) return null;
    const { year, month } = moments.partsOf(day);
    return moments.isoOf({ year, month, day: moments.daysInMonth(year, month) });
  },
  EDATE: ([a, n]) => moments.addMonths(a as string, whole(n)),
  ADDDAYS: ([a, n]) => moments.addDays(a as string, whole(n)),
  ADDTIME: ([a, days]) => {
    const milliseconds = decimals.round((days as bigint) * dayLength, 0n, 'half');
    if (milliseconds === null) return null;
    const instant = BigInt(a as number) + milliseconds / unit;
    return instant >= earliest && instant <= latest ? Number(instant) : null;
  },
  DAYS: ([a, b]) => BigInt(moments.numberOf(a as string) - moments.numberOf(b as string)),
  DURATION: ([a, b]) => decimals.divide(BigInt((a as number) - (b as number)) * unit, dayLength * unit),
  MONTHS: ([a, b]) => BigInt(moments.monthsBetween(a as string, b as string)),
  NETWORKDAYS: ([a, b], context) => BigInt(moments.workedDays(a as string, b as string, context)),
  WORKDAY: ([a, n], context) => moments.workedDayAfter(a as string, whole(n), context),
  FORMATDATE: ([a, format]) => moments.format(format as string, a as string),
  FORMATINSTANT: ([a, format], context) => {
    const { date, time } = moments.localOf(a as number, context.timeZone);
    return moments.format(format as string, date, time);
  },
};

const whole = (value: Value | undefined): number => Number(value as bigint);

function clockPart(value: Value | undefined, context: Context, at: number): bigint {
  const time = typeof value === 'number' ? moments.localOf(value, context.timeZone).time : (value as string);
  return BigInt(time.slice(at, at + 2));
}
