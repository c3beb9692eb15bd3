import type { FieldMeta, Option } from '../../../api/meta.ts';

/** The option meant by its value, or by its label as people paste it. */
export function optionOf(raw: unknown, field: FieldMeta): Option | undefined {
  const text = String(raw ?? '').trim();
  return (
    field.options?.find((option) => option.value === text) ??
    field.options?.find((option) => option.label.toLowerCase() === text.toLowerCase())
  );
}
