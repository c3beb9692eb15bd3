import type { DisplayProps } from '../FieldKind.ts';
import { kindOf } from '../registry.ts';
import { resultField } from './result.ts';

/** A computed value in the clothes of its type. */
export function ResultDisplay({ value, field, record }: DisplayProps<unknown>) {
  const result = resultField(field, value);
  const { Display } = kindOf(result);
  return <Display value={value} field={result} record={record} />;
}
