import type { FieldMeta } from '../../../api/meta.ts';
import { kindOf } from '../registry.ts';

/** The field as its result's type would define it, a choice where it has options; numbers and texts when the definition does not say. */
export function resultField(field: FieldMeta, value?: unknown): FieldMeta {
  const type = field.result ?? (typeof value === 'number' ? 'decimal' : typeof value === 'boolean' ? 'boolean' : 'text');
  return { ...field, type: type === 'formula' || type === 'rollup' ? 'decimal' : type };
}

export function parseResult(raw: unknown, field: FieldMeta): unknown {
  const result = resultField(field, raw);
  return kindOf(result).parse(raw, result);
}

export function resultText(value: unknown, field: FieldMeta): string {
  const result = resultField(field, value);
  return kindOf(result).text(value, result);
}
