import { TimePicker } from 'antd';
import dayjs from 'dayjs';
import type { InputProps } from '../FieldKind.ts';

export function TimeInput({ field, value, onChange, id, autoFocus, invalid, disabled, inCell }: InputProps<string>) {
  return (
    <TimePicker
      id={id}
      aria-label={id ? undefined : field.label}
      status={invalid ? 'error' : undefined}
      variant={inCell ? 'borderless' : 'outlined'}
      format="HH:mm"
      minuteStep={5}
      needConfirm={false}
      autoFocus={autoFocus}
      disabled={disabled}
      style={{ width: '100%' }}
      value={value ? dayjs(`2000-01-01T${value}`) : null}
      onChange={(next) => onChange(next ? next.format('HH:mm:ss') : null)}
    />
  );
}
