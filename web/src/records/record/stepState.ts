import type { Step } from '../useSteps.ts';

/** Where a step of a way lies, seen from where the record stands. */
export type StepState = 'past' | 'skipped' | 'current' | 'ahead';

/**
 * Where a step of a way lies. What a record never stood in was skipped, as far as its history tells: one that does not know where the record stands
 * now began later than the record, and a record that began in the middle of the way, as one that was imported, skipped nothing before.
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
  const first = steps.findIndex(stood);
  return stood(current) && first >= 0 && !stood(steps[index]) && index > first ? 'skipped' : 'past';
}
