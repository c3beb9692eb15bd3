import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';

/** The amount with which a story tells of a record: its own one, where its headline names it. */
export function toldAmount(object: ObjectMeta): FieldMeta | undefined {
  const isTold = (f: FieldMeta) => f.name === 'amount' && (f.result ?? f.type) === 'money';
  return object.layout.headline?.includes('amount') ? object.fields.find(isTold) : undefined;
}
