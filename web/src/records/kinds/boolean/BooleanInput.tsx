import { Switch } from 'antd';
import type { InputProps } from '../FieldKind.ts';

/** Yes or no. */
export function BooleanInput({ field, value, onChange, id, autoFocus, disabled }: InputProps<boolean>) {
  return (
    <Switch
      id={id}
      aria-label={id ? undefined : field.label}
      autoFocus={autoFocus}
      disabled={disabled}
      checked={value ?? false}
      onChange={(next) => onChange(next)}
    />
  );
}
