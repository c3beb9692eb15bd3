import { Input } from 'antd';
import { useState } from 'react';
import { text } from '../../../i18n/text.ts';
import type { FieldKind, InputProps } from '../FieldKind.ts';
import { numberOperators } from '../shared/operatorSets.ts';
import { Unreadable } from '../unreadable.ts';
import { durationText, parseDuration } from './duration.ts';

function DurationInput({ field, value, onChange, id, autoFocus, invalid, disabled, inCell }: InputProps<number>) {
  const [typed, setTyped] = useState(value === null ? '' : durationText(value));
  return (
    <Input
      id={id}
      aria-label={id ? undefined : field.label}
      status={invalid || (typed.trim() && parseDuration(typed) === null) ? 'error' : undefined}
      variant={inCell ? 'borderless' : 'outlined'}
      autoFocus={autoFocus}
      disabled={disabled}
      placeholder={text('duration.placeholder')}
      value={typed}
      onChange={(event) => {
        const next = event.target.value;
        setTyped(next);
        onChange(next.trim() === '' ? null : (parseDuration(next) ?? new Unreadable(next, 'duration.unreadable')));
      }}
    />
  );
}

export const durationKind: FieldKind<number> = {
  type: 'duration',
  align: 'end',
  width: 110,
  typed: true,
  sums: true,
  operators: numberOperators,
  parse: parseDuration,
  text: durationText,
  Display: ({ value }) => {
    const hours = Math.floor(value / 3600);
    const minutes = Math.round((value % 3600) / 60);
    return <>{hours ? text('duration.hours', { hours, minutes }) : text('duration.minutes', { minutes })}</>;
  },
  Input: (props) => <DurationInput {...props} />,
};
