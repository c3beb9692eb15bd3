import { type ActionContext, availableActions, type RecordAction } from '../actions/recordActions.ts';

/** The taking back of a merge, while it can be taken back. */
export function mergeUndo(context: ActionContext): RecordAction | undefined {
  return availableActions(context).find((action) => action.id === 'undo');
}
