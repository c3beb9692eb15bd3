import { InputNumber } from 'antd';
import type { ReactNode } from 'react';
import type { InputProps } from '../FieldKind.ts';
import { groupedNumber } from './groupedNumber.ts';
import { readNumber } from './readNumber.ts';

/** A number within the field's bounds and places. */
export function NumberInput({
  field,
  value,
  onChange,
  id,
  autoFocus,
  invalid,
  disabled,
  inCell,
  suffix,
  prefix,
  places,
}: InputProps<number> & { suffix?: ReactNode; prefix?: ReactNode; places?: number }) {
  return (
    <InputNumber<number>
      id={id}
      aria-label={id ? undefined : field.label}
      aria-invalid={invalid || undefined}
      status={invalid ? 'error' : undefined}
      variant={inCell ? 'borderless' : 'outlined'}
      controls={false}
      autoFocus={autoFocus}
      disabled={disabled}
      min={field.min}
      max={field.max}
      precision={places}
      prefix={prefix}
      suffix={suffix}
      formatter={(typed, { userTyping }) => groupedNumber(typed, { userTyping: userTyping || field.grouping === false })}
      // Null empties the input; its types know numbers only.
      parser={(typed) => readNumber(typed ?? '') as number}
      style={{ width: '100%' }}
      value={value}
      onChange={(next) => onChange(next ?? null)}
    />
  );
}
