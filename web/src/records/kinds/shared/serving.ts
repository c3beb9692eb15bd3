import type { Definitions, FieldMeta, ObjectMeta } from '../../../api/meta.ts';

type Row = { id: string; [field: string]: unknown };

/** The field in which the records of an object say for which record types of another they are, as pipelines do of deals. */
export function typesField(definitions: Definitions, object: string | undefined, holder?: ObjectMeta): FieldMeta | undefined {
  return definitions.find(object)?.fields.find((f) => f.holds === 'types' && (!holder || f.object === holder.name));
}

/** Of records that name record types, those for one type, the usual one first: the active ones that name it, or else those that name none. */
export function servingOf<R extends Row>(rows: readonly R[], field: string, type: string): R[] {
  const active = rows.filter((row) => row.active !== false);
  const typesOf = (row: R) => (Array.isArray(row[field]) ? (row[field] as unknown[]) : []);
  const own = active.filter((row) => typesOf(row).includes(type));
  const serving = own.length > 0 ? own : active.filter((row) => typesOf(row).length === 0);
  const rank = (row: R) => (row.is_default === true ? 0 : 1);
  return serving.toSorted((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id));
}

/** What a record that gets another type leaves behind: what may not serve the new one, and what hangs on that. The server names them anew. */
export function leftBehind(definitions: Definitions, object: ObjectMeta): Record<string, null> {
  const served = object.fields.filter((f) => f.type === 'lookup' && typesField(definitions, f.object, object));
  const hanging = served.flatMap((f) => filledWithin(object, f.name));
  return Object.fromEntries([...served, ...hanging].map((f) => [f.name, null]));
}

/** The fields that the server fills in by another one, and whose value belongs to it: the stage of a pipeline. */
export function filledWithin(object: ObjectMeta, name: string): FieldMeta[] {
  return object.fields.filter((f) => f.filled && f.within?.field === name && !f.within.lookup);
}
