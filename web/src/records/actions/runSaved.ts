import { readOffered, readRecord } from '../../api/records.ts';
import { reasonOf, text } from '../../i18n/text.ts';
import { tellDone, tellError } from '../../ui/toast.ts';
import { within } from '../record/useReach.ts';
import { mergeAnswer } from '../recordCache.ts';
import { allSaved, isSaving } from '../saving.ts';
import { arrange } from './nextActions.ts';
import type { ActionContext, RecordAction } from './recordActions.ts';

/**
 * Runs an action, after what was typed in place is saved: it is done with the record as it stands then.
 * An action that is possible no longer gives way to the one that comes next; where something was refused, nothing is done.
 */
export function runSaved(
  action: RecordAction,
  context: ActionContext,
  available: (context: ActionContext) => RecordAction[],
): void {
  if (isSaving()) afterSaving(action, context, available).catch((error: unknown) => tellError(reasonOf(error)));
  else action.run(context);
}

async function afterSaving(
  action: RecordAction,
  context: ActionContext,
  available: (context: ActionContext) => RecordAction[],
): Promise<void> {
  if (!(await allSaved())) return;
  const [record, ...others] = context.records;
  if (!record || others.length > 0) return action.run(context);
  const { object } = context;
  const [answer, offered] = await Promise.all([readRecord(object.name, record.id), readOffered(object.name, record.id)]);
  const whole = context.workspace.definitions?.find(object.name) ?? object;
  const now = { ...context, object: within(whole, offered), records: [mergeAnswer(record, answer)] };
  const actions = available(now);
  if (actions.some((a) => a.id === action.id)) return action.run(now);
  const instead = arrange(actions, now).primary;
  tellDone(
    instead
      ? text('action.instead', { action: action.label, instead: instead.label })
      : text('action.noLonger', { action: action.label }),
  );
  instead?.run(now);
}
