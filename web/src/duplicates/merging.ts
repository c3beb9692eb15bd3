import type { ActionMeta, ObjectMeta } from '../api/meta.ts';

/** The most records that one merge takes; a group keeps the others. */
export const mostAtOnce = 5;

/** Whether the action merges records of its object: which value of each is kept is chosen side by side, not in a form. */
export function isMerge(object: ObjectMeta, action: ActionMeta): boolean {
  return action.name === 'merge' && mergedIn(action)?.object === object.name;
}

/** The action's parameter with the records that go into the kept one. */
export function mergedIn(action: ActionMeta | undefined) {
  return action?.parameters?.find((parameter) => parameter.name === 'records' && parameter.type === 'multi_lookup');
}

export function mayMerge(count: number): boolean {
  return count >= 2 && count <= mostAtOnce;
}

/** Where the records are compared. */
export function mergeAddress(object: string, ids: readonly string[]): string {
  return `/merge/${object}?records=${ids.join(',')}`;
}

/** The records that an address names. */
export function toMerge(records: string | null): string[] {
  return [...new Set((records ?? '').split(',').filter(Boolean))].slice(0, mostAtOnce);
}
