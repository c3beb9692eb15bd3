import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { currentZone } from '../../../i18n/format.ts';
import type { InputProps } from '../FieldKind.ts';

export function DatetimeInput({ field, value, onChange, id, autoFocus, invalid, disabled, inCell }: InputProps<string>) {
  return (
    <DatePicker
      id={id}
      aria-label={id ? undefined : field.label}
      status={invalid ? 'error' : undefined}
      variant={inCell ? 'borderless' : 'outlined'}
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      autoFocus={autoFocus}
      disabled={disabled}
      style={{ width: '100%' }}
      value={value ? dayjs(value).tz(currentZone()) : null}
      onChange={(next) => onChange(next ? dayjs.tz(next.format('YYYY-MM-DD HH:mm'), currentZone()).toISOString() : null)}
    />
  );
}
