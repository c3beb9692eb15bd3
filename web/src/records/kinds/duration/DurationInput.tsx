import { Input } from 'antd';
import { useState } from 'react';
import { text } from '../../../i18n/text.ts';
import type { InputProps } from '../FieldKind.ts';
import { Unreadable } from '../unreadable.ts';
import { durationText, parseDuration } from './duration.ts';

/** Hours and minutes as people write them. */
export function DurationInput({ field, value, onChange, id, autoFocus, invalid, disabled, inCell }: InputProps<number>) {
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
