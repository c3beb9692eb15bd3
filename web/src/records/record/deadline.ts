import { text } from '../../i18n/text.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** How long it is until a moment, as one says it: 3 天 4 小时, 12 分钟, 40 秒. Nothing once it has passed. */
export function leftUntil(moment: string, now: Date): string | undefined {
  const seconds = Math.floor((Date.parse(moment) - now.getTime()) / 1000);
  if (!(seconds > 0)) return undefined;
  if (seconds < minute) return text('left.seconds', { seconds });
  if (seconds < hour) return text('left.minutes', { minutes: Math.floor(seconds / minute) });
  if (seconds < day)
    return text('left.hours', { hours: Math.floor(seconds / hour), minutes: Math.floor((seconds % hour) / minute) });
  return text('left.days', { days: Math.floor(seconds / day), hours: Math.floor((seconds % day) / hour) });
}
