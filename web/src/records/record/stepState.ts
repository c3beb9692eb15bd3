import type { Step } from '../useSteps.ts';

/** Where a step of a way lies, seen from where the record stands. */
export type StepState = 'past' | 'skipped' | 'before' | 'current' | 'ahead';

/**
 * Where a step of a way lies. Behind the record is what it went through, by its history. What it never stood in was skipped where that history tells so:
 * a history that does not know where the record stands now began later than the record, and a record that began in the middle of the way, as one that
 * was imported, skipped nothing before. Such steps merely come before. While the history is on its way, all of them lie behind.
 */
export function stateOfStep(
  steps: readonly Step[],
  index: number,
  current: Step | undefined,
  at: number,
  been: ReadonlySet<string> | undefined,
): StepState {
  if (index === at) return 'current';
  if (current?.type === 'lost' || index > at) return 'ahead';
  const stood = (step: Step | undefined) => step !== undefined && been?.has(step.id) === true;
  if (been === undefined || stood(steps[index])) return 'past';
  const first = steps.findIndex(stood);
  return stood(current) && first >= 0 && index > first ? 'skipped' : 'before';
}

/** The values a field had, by the log of its record. */
export function stoodIn(
  history: readonly { changes: readonly { field: string; from: unknown; to: unknown }[] }[],
  field: string,
): Set<string> {
  const changes = history.flatMap((entry) => entry.changes).filter((change) => change.field === field);
  return new Set(changes.flatMap(({ from, to }) => [from, to]).filter((value) => typeof value === 'string'));
}
