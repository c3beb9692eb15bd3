import type { Week } from '../api/salesPage.ts';
import { addDays } from '../i18n/format.ts';

/** A week of the axis; one in which nothing happened has no deals to open. */
export type ShownWeek = Omit<Week, 'filter'> & { filter?: string };

/** So many weeks are drawn. */
export const mostWeeks = 26;
/** Of so many weeks with deals the server tells the last. */
const mostTold = 16;

/** Whether there may be earlier weeks that are not drawn. */
export function isCut(weeks: readonly Week[]): boolean {
  return weeks.length >= mostTold || everyWeek(weeks, mostWeeks + 1).length > mostWeeks;
}

/** The weeks with those between them in which nothing happened, the last so many. */
export function everyWeek(weeks: readonly Week[], most: number): ShownWeek[] {
  const known = new Map(weeks.map((week) => [week.week, week]));
  const [first, last] = [weeks[0]?.week, weeks.at(-1)?.week];
  const all: ShownWeek[] = [];
  for (let day = first; day && last && day <= last; day = addDays(day, 7))
    all.push(known.get(day) ?? { week: day, entered: 0, won: 0, lost: 0 });
  return all.slice(-most);
}
