import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { InputProps } from '../FieldKind.ts';

const formats = {
  date: ['YYYY-MM-DD', 'YYYY/M/D', 'YYYY.M.D', 'M-D'],
  month: ['YYYY-MM', 'YYYY/M', 'YYYY.M', 'YYYYMM'],
};

/** A day of the calendar, or a month where the field stands for one. */
export function DateInput({ field, value, onChange, id, autoFocus, invalid, disabled, inCell }: InputProps<string>) {
  const picker = field.period ?? 'date';
  return (
    <DatePicker
      id={id}
      aria-label={id ? undefined : field.label}
      status={invalid ? 'error' : undefined}
      variant={inCell ? 'borderless' : 'outlined'}
      autoFocus={autoFocus}
      defaultOpen={inCell}
      disabled={disabled}
      picker={picker}
      format={formats[picker]}
      style={{ width: '100%' }}
      value={value ? dayjs(value) : null}
      onChange={(next) => onChange(next?.format(field.period ? 'YYYY-MM-01' : 'YYYY-MM-DD') ?? null)}
    />
  );
}
