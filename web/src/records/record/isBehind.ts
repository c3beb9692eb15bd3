import type { Step } from '../useSteps.ts';

/** Whether a step lies behind the record. One that is closed may have skipped steps: of those only what it really was in counts. */
export function isBehind(
  step: Step,
  index: number,
  current: Step | undefined,
  at: number,
  been: ReadonlySet<string> | undefined,
): boolean {
  if (current?.type === 'lost') return step.id === current.id;
  if (current?.type === 'won') return step.id === current.id || (index < at && (been === undefined || been.has(step.id)));
  return index < at;
}
