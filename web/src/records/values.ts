import { type Definitions, type ObjectMeta, objectLabel } from '../api/meta.ts';
import { kindOf } from './kinds/registry.ts';
import { type Link, linkName, parseLink } from './kinds/shared/reference.ts';

/** Values as the API takes them: links as ids, files as ids, the rest as they are. */
export function toApi(definitions: Definitions, object: ObjectMeta, values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const field = definitions.field(object, name);
      if (!field || value === null || value === undefined) return [name, value ?? null];
      return [name, kindOf(field).send?.(value, field, definitions) ?? value];
    }),
  );
}

/** What a record is called on the screen. */
export function titleOf(object: ObjectMeta, record: Record<string, unknown>): string {
  const name = record[object.nameField];
  if (!isEmpty(name)) return (object.nameField === 'object' && objectLabel(String(name))) || String(name);
  // What has no name of its own is called after what it is for.
  const subject = object.fields?.find((f) => f.type === 'lookup' && f.required);
  const link = subject ? parseLink(record[subject.name]) : null;
  return `${object.label} ${(link && nameWithin(link)) ?? String(record.id ?? '').slice(-6)}`;
}

/** The name a link brought along, whatever its object calls it. */
function nameWithin(link: Link): string | undefined {
  const brought = Object.entries(link).find(([name, value]) => name.startsWith('label') && typeof value === 'string');
  return linkName(link) ?? (brought && String(brought[1]));
}

/** Whether two values of a field mean the same. */
export function sameValue(a: unknown, b: unknown): boolean {
  return idOf(a) === idOf(b) || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

function idOf(value: unknown): unknown {
  return value && typeof value === 'object' && 'id' in value ? value.id : (value ?? null);
}

/** Whether a field holds nothing. */
export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
