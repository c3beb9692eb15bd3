import type { ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { type ConditionContext, holds } from '../conditions.ts';
import { linkId, parseLink } from '../kinds/shared/reference.ts';

/** Why somebody doesn't decide on a record that waits for a decision: they asked for it themselves, or it is theirs. */
export function whoseReview(
  object: ObjectMeta,
  record: RecordData,
  context: ConditionContext,
): 'submitted' | 'owned' | undefined {
  const isMine = (name: string) => {
    const link = parseLink(record[name]);
    return link !== undefined && link !== null && linkId(link) === context.user.id;
  };
  for (const review of object.reviews ?? []) {
    if (object.actions.some((action) => action.name === review.action)) continue;
    if (!holds(review.waiting, record, context, false)) continue;
    if (isMine(review.by)) return 'submitted';
    if (isMine('owner')) return 'owned';
  }
  return undefined;
}
