import type { Today } from '../../api/bench.ts';

/** How much of the day's list is shown at first. */
export const atFirst = 8;

/** The tasks that the day's list names a reason of. */
export function tasksIn(today: Pick<Today, 'items'> | undefined): ReadonlySet<string> {
  const records = (today?.items ?? []).flatMap((item) => [
    { object: item.object, id: item.id },
    ...item.reasons.slice(0, mostReasons).flatMap((reason) => (reason.record ? [reason.record] : [])),
  ]);
  return new Set(records.filter((record) => record.object === 'task').map((record) => record.id));
}

/** How many reasons an item of the day's list shows. */
export const mostReasons = 3;
