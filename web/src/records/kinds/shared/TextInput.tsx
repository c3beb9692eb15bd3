import { Input } from 'antd';
import type { HTMLInputTypeAttribute } from 'react';
import type { InputProps } from '../FieldKind.ts';

/** One line of text, whatever it means. */
export function TextInput({
  field,
  value,
  onChange,
  id,
  autoFocus,
  invalid,
  disabled,
  inCell,
  type,
  inputMode,
}: InputProps<string> & { type?: HTMLInputTypeAttribute; inputMode?: 'tel' | 'email' | 'url' }) {
  return (
    <Input
      id={id}
      aria-label={id ? undefined : field.label}
      aria-invalid={invalid || undefined}
      status={invalid ? 'error' : undefined}
      variant={inCell ? 'borderless' : 'outlined'}
      type={type}
      inputMode={inputMode}
      autoFocus={autoFocus}
      disabled={disabled}
      maxLength={field.max}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    />
  );
}
