import type { Definitions, ObjectMeta } from '../api/meta.ts';
import { kindOf } from './kinds/registry.ts';

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
  return name === null || name === undefined || name === ''
    ? `${object.label} ${String(record.id ?? '').slice(-6)}`
    : String(name);
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
