import { Rate } from 'antd';
import type { InputProps } from '../FieldKind.ts';

/** Stars to choose; the same star again takes them back. */
export function RatingInput({ value, field, onChange, disabled }: InputProps<number>) {
  return <Rate count={field.max ?? 5} disabled={disabled} value={value ?? 0} onChange={(next) => onChange(next || null)} />;
}
