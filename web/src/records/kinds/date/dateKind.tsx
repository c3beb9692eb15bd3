import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { formatDate } from '../../../i18n/format.ts';
import type { FieldKind } from '../FieldKind.ts';
import { dateOperators } from '../shared/operatorSets.ts';
import { parseDay } from '../shared/parsing.ts';

export const dateKind: FieldKind<string> = {
  type: 'date',
  align: 'start',
  width: 140,
  savesOnChoice: true,
  operators: dateOperators,
  parse: parseDay,
  text: (value) => value,
  Display: ({ value }) => <time dateTime={value}>{formatDate(value)}</time>,
  Input: ({ field, value, onChange, id, autoFocus, invalid, disabled, inCell }) => (
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
  ),
};
