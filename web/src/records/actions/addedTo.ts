import { sameValue } from '../values.ts';

/** A list with more in it; what is there already is not put in twice. */
export function addedTo(before: unknown, more: unknown): unknown[] | null {
  const list = Array.isArray(before) ? [...before] : [];
  for (const item of Array.isArray(more) ? more : []) if (!list.some((other) => sameValue(other, item))) list.push(item);
  return list.length ? list : null;
}
