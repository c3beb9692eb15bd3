import type { Dayjs } from 'dayjs';

/** A day or time found in what somebody typed, and the text without it. */
export interface Read {
  at: Dayjs;
  rest: string;
}

/** Stands where a day or time was taken out. */
const gap = '␟';

/** When something is due whose day is known and whose time is not. */
const endOfWork = 18;

const weekdays = '一二三四五六日';
const englishDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const englishMonths = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const digits = '零一二三四五六七八九';
const number = '\\d{1,2}|[零一二两三四五六七八九十]{1,3}';
const dayName = 'mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?';
const monthName =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';

type Find = [RegExp, (match: RegExpExecArray, now: Dayjs) => Dayjs | undefined];

const days: Find[] = [
  [/大后天/, (_, now) => now.add(3, 'day')],
  [/后天/, (_, now) => now.add(2, 'day')],
  [/明[天日]|明(?=[早晚])/, (_, now) => now.add(1, 'day')],
  [/今[天日]|今(?=[早晚])/, (_, now) => now],
  [new RegExp(`(${number})天[之以]?后`), ([, count = ''], now) => now.add(toNumber(count), 'day')],
  [
    /(下{1,4}|本|这)?个?(?:周|星期|礼拜)([一二三四五六日天])/,
    ([, which = '', day = ''], now) => onWeekday(now, weekdays.indexOf(day === '天' ? '日' : day), which),
  ],
  [new RegExp(`(${number})月(${number})[日号]?`), ([, m = '', d = ''], now) => onDate(now, toNumber(m), toNumber(d))],
  [
    new RegExp(`(?<![月\\d])(${number})[号]`),
    ([, d = ''], now) => {
      const day = toNumber(d);
      return onDate(now, now.month() + 1 + (day < now.date() ? 1 : 0), day);
    },
  ],
  [/\b(?:by |on |before )?today\b/i, (_, now) => now],
  [/\btonight\b/i, (_, now) => now.hour(20).minute(0)],
  [/\b(?:by |on |before )?tomorrow\b/i, (_, now) => now.add(1, 'day')],
  [/\bin (\d{1,2}) days?\b/i, ([, count = ''], now) => now.add(Number(count), 'day')],
  [
    new RegExp(`\\b(?:by |on |before )?(next |this )?(${dayName})\\b`, 'i'),
    ([, which = '', day = ''], now) =>
      onWeekday(
        now,
        englishDays.indexOf(day.slice(0, 3).toLowerCase()),
        /next/i.test(which) ? '下' : /this/i.test(which) ? '本' : '',
      ),
  ],
  [
    new RegExp(`\\b(?:by |on |before )?(${monthName}) (\\d{1,2})(?:st|nd|rd|th)?\\b`, 'i'),
    ([, month = '', d = ''], now) => onDate(now, monthOf(month), Number(d)),
  ],
  [
    new RegExp(`\\b(?:by |on |before )?(\\d{1,2})(?:st|nd|rd|th)? (${monthName})\\b`, 'i'),
    ([, d = '', month = ''], now) => onDate(now, monthOf(month), Number(d)),
  ],
];

const times: Find[] = [
  [
    /\b(?:at )?(\d{1,2})(?::(\d{2}))? ?([ap])\.?m\b\.?/i,
    ([, hour = '', minute = '0', half = ''], day) =>
      atTime(day, half.toLowerCase() === 'p' ? afterNoon(Number(hour), true) : Number(hour) % 12, Number(minute)),
  ],
  [
    new RegExp(
      `(凌晨|早上|早|上午|中午|下午|傍晚|晚上|晚)?(${number})(?:[点时](?:(半)|(一刻|三刻)|(${number})分?)?|[:：](\\d{2}))`,
    ),
    ([, part = '', hour = '', half, quarter, minute, colon], day) => {
      const minutes = half ? 30 : quarter ? (quarter === '三刻' ? 45 : 15) : toNumber(minute ?? colon ?? '0');
      return atTime(
        day,
        afterNoon(toNumber(hour), /下午|傍晚|晚/.test(part) || (part === '中午' && toNumber(hour) < 6)),
        minutes,
      );
    },
  ],
  [/中午/, (_, day) => atTime(day, 12, 0)],
  [/早上?|上午/, (_, day) => atTime(day, 9, 0)],
  [/下午/, (_, day) => atTime(day, 15, 0)],
  [/晚上?|傍晚/, (_, day) => atTime(day, 20, 0)],
  [/\b(?:at )?noon\b/i, (_, day) => atTime(day, 12, 0)],
];

/** The first day and time in the text; a time alone means its next coming. Nothing where neither is meant. */
export function readMoment(text: string, now: Dayjs): Read | undefined {
  const day = find(days, text, now);
  const afterDay = day ? text.slice(0, day.from) + gap + text.slice(day.to) : text;
  // Words such as 下午 alone mean a time only beside a day.
  const time = find(day ? times : times.filter(([pattern]) => /number|\\d/.test(pattern.source)), afterDay, day?.at ?? now);
  if (!day && (!time || isCount(text, time))) return undefined;
  const evening = day !== undefined && /tonight/i.test(text.slice(day.from, day.to));
  let at = time?.at ?? (evening ? day?.at : day?.at.hour(endOfWork).minute(0)) ?? now;
  if (!day && at.isBefore(now)) at = at.add(1, 'day');
  const left = time ? afterDay.slice(0, time.from) + gap + afterDay.slice(time.to) : afterDay;
  return { at: at.second(0).millisecond(0), rest: tidy(left) };
}

function find(finds: readonly Find[], text: string, now: Dayjs): { at: Dayjs; from: number; to: number } | undefined {
  for (const [pattern, read] of finds) {
    const match = pattern.exec(text);
    const at = match ? read(match, now) : undefined;
    if (match && at) return { at, from: match.index, to: match.index + match[0].length };
  }
  return undefined;
}

/** 5点 amid a sentence counts points; at its beginning, or with its part of the day or minutes, it is a time. */
function isCount(text: string, { from, to }: { from: number; to: number }): boolean {
  return from > 0 && /^[^早上中下午傍晚凌]+[点时]$/.test(text.slice(from, to));
}

/** What is left without the words that belonged to the time: 周五前发送报价单 is 发送报价单. */
function tidy(text: string): string {
  return text
    .replace(/␟[\s␟]*(?:(?:之|以)?前|之?内)?[\s,，]*/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,，、:：]+|(?<![\s,，、])[\s,，、]+$/g, '');
}

function onWeekday(now: Dayjs, weekday: number, which: string): Dayjs {
  const today = (now.day() + 6) % 7;
  const weeks = which.startsWith('下') ? which.length : which === '' && weekday < today ? 1 : 0;
  return now.add(weekday - today + weeks * 7, 'day');
}

/** The next such day; none where the calendar has no such one. */
function onDate(now: Dayjs, month: number, day: number): Dayjs | undefined {
  if (month < 1 || month > 13 || day < 1 || day > 31) return undefined;
  const first = now.startOf('month').month(month - 1);
  const at = first.date(day).hour(now.hour()).minute(now.minute());
  if (at.month() !== first.month()) return undefined;
  return at.isBefore(now, 'day') ? at.add(1, 'year') : at;
}

function atTime(day: Dayjs, hour: number, minute: number): Dayjs | undefined {
  return hour < 24 && minute < 60 ? day.hour(hour).minute(minute) : undefined;
}

function afterNoon(hour: number, isAfter: boolean): number {
  return isAfter && hour < 12 ? hour + 12 : hour;
}

function monthOf(name: string): number {
  return englishMonths.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** 12, 十二, 二十, 两. */
function toNumber(text: string): number {
  if (/^\d*$/.test(text)) return Number(text);
  const [tens, ones] = text.replace('两', '二').split('十');
  if (ones === undefined) return digits.indexOf(tens ?? '');
  return (tens ? digits.indexOf(tens) : 1) * 10 + (ones ? digits.indexOf(ones) : 0);
}
