import type { Definitions, ObjectMeta } from '../../api/meta.ts';
import { runAction } from '../../api/records.ts';
import { reasonOf, text } from '../../i18n/text.ts';
import { tellDone, tellError } from '../../ui/toast.ts';
import { completion, completionFields } from '../completing.ts';
import { refresh } from '../recordCache.ts';
import { allSaved } from '../saving.ts';
import { tellCompleted } from '../tellCompleted.ts';
import { titleOf } from '../values.ts';
import { doneText } from './doneText.ts';
import { documentMade } from './madeName.ts';
import type { ActionContext, RecordAction } from './recordActions.ts';

/** Whether an action asks for nothing and destroys nothing, such as completing a task. */
export function asksNothing(object: ObjectMeta, name: string): boolean {
  const action = object.actions.find((a) => a.name === name);
  return action !== undefined && !action.danger && !action.confirm && !(action.parameters ?? []).length;
}

/** Does it without a dialog: the swipe or the press itself was the question. */
export async function runAtOnce(
  { object, records: [record], client, navigate }: ActionContext,
  action: RecordAction,
  definitions: Definitions,
): Promise<void> {
  if (!record || !(await allSaved())) return;
  try {
    const answer = await runAction<Record<string, unknown>>(object.name, record.id, action.id);
    refresh(client, object.name);
    const done = completion(object);
    if (done?.name === action.id && completionFields(object).every((field) => field in record))
      tellCompleted(client, definitions, object, done, record);
    else {
      const meta = object.actions.find((a) => a.name === action.id) ?? { name: action.id, label: action.label };
      const made = await documentMade(action.id, answer, object.name, record, definitions);
      tellDone(
        doneText(object.name, meta, made?.name ?? titleOf(object, record), answer),
        made && { label: text('form.open'), run: () => void navigate(made.path) },
      );
    }
  } catch (error) {
    tellError(reasonOf(error));
  }
}
