import type { Step } from '../useSteps.ts';

/** Where a step of a way lies, seen from where the record stands. */
export type StepState = 'past' | 'skipped' | 'current' | 'ahead';

/**
 * Where a step lies. What a record never stood in was skipped, as far as its history tells: one that does not know where the record stands now
 * began later than the record.
 */
export function stateOfStep(
  step: Step,
  index: number,
  current: Step | undefined,
  at: number,
  been: ReadonlySet<string> | undefined,
): StepState {
  if (index === at) return 'current';
  if (current?.type === 'lost' || index > at) return 'ahead';
  const isTold = been !== undefined && current !== undefined && been.has(current.id);
  return isTold && !been.has(step.id) ? 'skipped' : 'past';
}
