import dayjs from 'dayjs';

const days = 42;

/** The six weeks around a month, Monday first, as ISO days. */
export function daysOf(month: string): string[] {
  const first = dayjs(`${month}-01`);
  const start = first.subtract((first.day() + 6) % 7, 'day');
  return Array.from({ length: days }, (_, index) => start.add(index, 'day').format('YYYY-MM-DD'));
}

export function monthAfter(month: string, months: number): string {
  return dayjs(`${month}-01`).add(months, 'month').format('YYYY-MM');
}

/** The same moment of the day on another day; a plain day is that day. */
export function movedTo(value: string, day: string, zone: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return day;
  return dayjs
    .tz(`${day}T${dayjs(value).tz(zone).format('HH:mm:ss')}`, zone)
    .toDate()
    .toISOString();
}
