import type { Step } from '../../useSteps.ts';
import type { ChecklistItem } from '../checklist/checklist.ts';

/** The items of a step, after those that the steps before it in its pipeline demand; each once. Where the way has ended, what is past is no longer asked for. */
export function itemsUpTo(step: Step, steps: readonly Step[]): ChecklistItem[] {
  if (step.type !== 'open') return step.checklist ?? [];
  const before = steps.slice(0, steps.indexOf(step)).filter((one) => one.pipeline === step.pipeline && one.type === 'open');
  const items = [...before.flatMap((one) => (one.checklist ?? []).filter((item) => item.required)), ...(step.checklist ?? [])];
  return items.filter((item, index) => items.findIndex((one) => one.name === item.name) === index);
}
