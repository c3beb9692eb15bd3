import { Input } from 'antd';
import type { InputProps } from '../FieldKind.ts';

/** Many lines, as high as what is in them. */
export function LongTextInput({ field, value, onChange, id, autoFocus, invalid, disabled, inCell }: InputProps<string>) {
  return (
    <Input.TextArea
      id={id}
      aria-label={id ? undefined : field.label}
      aria-invalid={invalid || undefined}
      status={invalid ? 'error' : undefined}
      autoFocus={autoFocus}
      disabled={disabled}
      autoSize={{ minRows: inCell ? 1 : 3, maxRows: 12 }}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    />
  );
}
