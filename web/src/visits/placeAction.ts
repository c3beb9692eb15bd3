import type { ActionMeta, ObjectMeta } from '../api/meta.ts';

/** Whether an action wants to know where somebody is: it is asked of the device, not typed. */
export function asksForPlace(action: ActionMeta): boolean {
  return (action.parameters ?? []).some((parameter) => parameter.type === 'geo_point' && parameter.required);
}

/** The action by which one says that one is there. */
export function placeActionOf(object: ObjectMeta): ActionMeta | undefined {
  return object.actions.find(asksForPlace);
}
