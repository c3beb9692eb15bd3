import type { FieldMeta, ObjectMeta } from '../api/meta.ts';

/** Whether no two records can share it: by a name alone, two people of the same name would be taken for one, which is for whoever imports to decide. */
export const isSure = (field: FieldMeta) => field.name === 'id' || field.unique === true;

/** By which of the mapped fields a record can be recognised, the surest first: its id, what no two records share, its name. */
export function keyFields(object: Pick<ObjectMeta, 'fields' | 'nameField'>, taken: ReadonlySet<string>): FieldMeta[] {
  const isText = (f: FieldMeta) => ['text', 'phone', 'email', 'url', 'auto_number'].includes(f.type);
  const surety = (f: FieldMeta) =>
    f.name === 'id' ? 0 : isText(f) && f.unique ? 1 : isText(f) && f.name === object.nameField ? 2 : 3;
  return object.fields.filter((f) => taken.has(f.name) && surety(f) < 3).sort((a, b) => surety(a) - surety(b));
}
