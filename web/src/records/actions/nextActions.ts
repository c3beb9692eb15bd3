import { holds } from '../conditions.ts';
import type { Step } from '../useSteps.ts';
import type { ActionContext, RecordAction } from './recordActions.ts';

/** How a record's page offers actions. */
export interface Arrangement {
  /** Buttons, the nearest first; everything else is in the menu. */
  buttons: RecordAction[];
  /** The highlighted one of them: what one does next. Nothing that destroys is urged upon anybody. */
  primary?: RecordAction;
}

/** Whether an action is what one does next with the record as it stands: by its definition, or because it comes before everything else. */
export function isNext(action: RecordAction, { records: [record], workspace }: ActionContext): boolean {
  if (action.next === undefined || !record) return action.first === true;
  return holds(action.next, record, workspace, false);
}

/** The buttons among the actions of an object. Where it says of none what comes next, they stand in its order and none is highlighted. */
export function arrange(actions: readonly RecordAction[], context: ActionContext): Arrangement {
  const own = actions.filter((action) => action.primary);
  const isSaid = own.some((action) => action.next !== undefined);
  const next = own.filter((action) => isNext(action, context));
  const others = isSaid ? [] : own.filter((action) => !next.includes(action));
  const rank = (action: RecordAction) => (action.first ? 0 : next.includes(action) ? 1 : action.danger ? 3 : 2);
  const buttons = [...next, ...others].sort((a, b) => rank(a) - rank(b)).slice(0, Math.max(3, Math.min(next.length, 4)));
  const leading = buttons[0];
  const isUrged = leading && next.includes(leading) && !leading.danger && !leading.quiet;
  return { buttons, primary: isUrged ? leading : undefined };
}

/** The step a record would take next on its way, of those of its pipeline: the one after its own, and at the end of the way winning it. */
export function stepAhead(steps: readonly Step[], current: string | undefined): Step | undefined {
  const at = steps.find((step) => step.id === current);
  if (at?.type !== 'open') return undefined;
  const way = steps.filter((step) => step.pipeline === at.pipeline && step.type !== 'lost');
  return way[way.indexOf(at) + 1];
}
