import type { ObjectMeta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { isEmpty, titleOf } from '../records/values.ts';

/**
 * The record that a merge keeps unless another is chosen: a converted lead, which can't be merged into another; else the one on
 * which most hangs, as contacts, deals and contracts; of such the one with the longest name; of such the one with the most fields filled in; of such the first.
 */
export function proposedWinner(object: ObjectMeta, records: readonly RecordData[]): string {
  const filled = (record: RecordData) => object.fields.filter((f) => f.editable && !f.system && !isEmpty(record[f.name])).length;
  const hangs = (record: RecordData) =>
    object.fields.filter((f) => f.type === 'rollup' && typeof record[f.name] === 'number' && record[f.name] !== 0).length;
  const [best] = records.toSorted(
    (a, b) =>
      Number(!isEmpty(b.converted_at)) - Number(!isEmpty(a.converted_at)) ||
      hangs(b) - hangs(a) ||
      [...titleOf(object, b)].length - [...titleOf(object, a)].length ||
      filled(b) - filled(a),
  );
  return best?.id ?? '';
}
