import { ApiError } from '../../api/http.ts';
import type { ObjectMeta } from '../../api/meta.ts';
import { type Pointing, pointingAt } from '../../duplicates/hanging.ts';

/** Where the records are that stand in the way of deleting one: the refusal names their object in words. */
export function stillLinked(
  error: unknown,
  object: string,
  id: string,
  objects: readonly ObjectMeta[],
): { plural: string; path: string } | undefined {
  if (!(error instanceof ApiError) || error.code !== 'still_referenced') return undefined;
  const message = error.message.toLowerCase();
  const at = ({ child }: Pointing) => message.indexOf(child.label.toLowerCase());
  // What stands in the way is named before what is to go.
  const [found] = pointingAt(object, objects)
    .filter((one) => at(one) >= 0)
    .toSorted((a, b) => at(a) - at(b) || b.child.label.length - a.child.label.length);
  if (!found) return undefined;
  const filter = found.fields.map((field) => `${field.name} eq ${id}`).join(' or ');
  return { plural: found.child.plural, path: `/o/${found.child.name}?view=all&filter=${encodeURIComponent(filter)}` };
}
