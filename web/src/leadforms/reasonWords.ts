import type { LeadScore } from '../api/leadForms.ts';
import { formatNumber } from '../i18n/format.ts';
import { text } from '../i18n/text.ts';

/** What a reason says: what the lead is, or what happened, how long ago and how often. */
export function wordsOfReason({ name, count, days }: LeadScore['reasons'][number]): string {
  if (count === 0) return name;
  const what =
    days === 0
      ? text('score.today', { name })
      : days === 1
        ? text('score.yesterday', { name })
        : text('score.ago', { name, days });
  return count > 1 ? text('score.times', { what, count }) : what;
}

/** Points with their sign. */
export function signed(points: number): string {
  return points > 0 ? `+${formatNumber(points)}` : formatNumber(points).replace('-', '−');
}
