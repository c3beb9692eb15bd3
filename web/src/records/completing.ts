import type { ActionMeta, ObjectMeta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { type ConditionContext, holds, isJudgeable } from './conditions.ts';

/** The action that says a record is done, for objects that define one which asks for nothing. */
export function completion(object: ObjectMeta): ActionMeta | undefined {
  return object.actions.find((action) => action.name === 'complete' && !action.parameters?.length && action.when !== undefined);
}

/** What a list has to bring along so that each row knows whether it is done. */
export function completionFields(object: ObjectMeta): string[] {
  const action = completion(object);
  const read = JSON.stringify(action?.when ?? null);
  return action ? object.fields.filter((field) => read.includes(`"${field.name}"`)).map((field) => field.name) : [];
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
