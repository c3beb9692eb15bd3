import type { ActionMeta, FieldMeta, ObjectMeta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { type ConditionContext, holds, isJudgeable } from './conditions.ts';

/**
 * The action that says a record is done, for objects such as tasks: it asks for nothing, and what says that it is done
 * can be set back by editing. Where only actions move a record on, as they do a contract, one click would be for ever.
 */
export function completion(object: ObjectMeta): ActionMeta | undefined {
  const action = object.actions.find((a) => a.name === 'complete' && !a.parameters?.length && a.when !== undefined);
  return action && readBy(action, object).every((field) => field.editable && !field.moves) ? action : undefined;
}

/** The fields that say whether the action can be done. */
function readBy(action: ActionMeta, object: ObjectMeta): FieldMeta[] {
  const read = JSON.stringify(action.when);
  return object.fields.filter((field) => read.includes(`"${field.name}"`));
}

/** What a list has to bring along so that each row knows whether it is done. */
export function completionFields(object: ObjectMeta): string[] {
  const action = completion(object);
  return action ? readBy(action, object).map((field) => field.name) : [];
}

/** Whether the record still waits to be done, is done, or says too little to tell. */
export function stateOfCompletion(
  object: ObjectMeta,
  record: RecordData,
  context: ConditionContext,
): 'open' | 'done' | undefined {
  const action = completion(object);
  if (!action || !isJudgeable(action.when, object, record)) return undefined;
  return holds(action.when, record, context, true) ? 'open' : 'done';
}
