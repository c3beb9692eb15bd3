import type { ObjectMeta } from '../api/meta.ts';

/** The field that carries the kind of a record; the server gives it to objects that have several. */
export const recordTypeField = 'record_type';

interface Typed {
  types?: readonly string[];
}

/** Whether a part of the layout belongs to the kind of record at hand; a record that says no kind has what all have. */
export function isOfType(part: Typed, record: Record<string, unknown>): boolean {
  return part.types === undefined || part.types.includes(String(record[recordTypeField] ?? ''));
}

/** The kinds of records that this person may make. */
export function makeableTypes(object: ObjectMeta) {
  return (object.recordTypes ?? []).filter((type) => type.create);
}

/** What a new record begins with because of its kind. */
export function defaultsOfType(object: ObjectMeta, name: unknown): Record<string, unknown> {
  return object.recordTypes?.find((type) => type.name === name)?.defaults ?? {};
}

/** What changes with the kind: what the former kind gave and nobody touched goes, what the new one gives comes where nothing stands. */
export function changeOfType(object: ObjectMeta, values: Record<string, unknown>, next: string): Record<string, unknown> {
  const before = defaultsOfType(object, values[recordTypeField]);
  const after = defaultsOfType(object, next);
  const usual = (name: string) => object.fields.find((field) => field.name === name)?.default ?? null;
  const patch: Record<string, unknown> = { [recordTypeField]: next };
  for (const [name, given] of Object.entries(before)) if (values[name] === given) patch[name] = after[name] ?? usual(name);
  for (const [name, given] of Object.entries(after)) {
    const value = values[name];
    if (value === undefined || value === null || value === usual(name)) patch[name] = given;
  }
  return patch;
}
