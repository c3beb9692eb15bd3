import type { FieldMeta } from '../../../api/meta.ts';

/** The object that a condition or a choice of fields is about: always the same, or the one that the record names. */
export function aboutOf(
  field: Pick<FieldMeta, 'object' | 'objectFrom'>,
  record: Record<string, unknown> | undefined,
): string | undefined {
  if (field.object) return field.object;
  const named = field.objectFrom ? record?.[field.objectFrom] : undefined;
  return typeof named === 'string' && named ? named : undefined;
}
