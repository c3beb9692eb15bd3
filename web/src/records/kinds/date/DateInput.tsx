import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { InputProps } from '../FieldKind.ts';

export function DateInput({ field, value, onChange, id, autoFocus, invalid, disabled, inCell }: InputProps<string>) {
  return (
    <DatePicker
      id={id}
      aria-label={id ? undefined : field.label}
      status={invalid ? 'error' : undefined}
      variant={inCell ? 'borderless' : 'outlined'}
      autoFocus={autoFocus}
      defaultOpen={inCell}
      disabled={disabled}
      format={['YYYY-MM-DD', 'YYYY/M/D', 'YYYY.M.D', 'M-D']}
      style={{ width: '100%' }}
      value={value ? dayjs(value) : null}
      onChange={(next) => onChange(next ? next.format('YYYY-MM-DD') : null)}
    />
  );
}
