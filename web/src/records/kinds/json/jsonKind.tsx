import { Input } from 'antd';
import { useState } from 'react';
import type { FieldKind, InputProps } from '../FieldKind.ts';
import { presenceOperators } from '../shared/operatorSets.ts';
import styles from '../shared/shared.module.css';

function JsonInput({ field, value, onChange, id, disabled }: InputProps<unknown>) {
  const [typed, setTyped] = useState(value === null ? '' : JSON.stringify(value, null, 2));
  const [broken, setBroken] = useState(false);
  return (
    <Input.TextArea
      id={id}
      className={styles.code}
      aria-label={id ? undefined : field.label}
      status={broken ? 'error' : undefined}
      disabled={disabled}
      autoSize={{ minRows: 3, maxRows: 16 }}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        try {
          onChange(event.target.value.trim() === '' ? null : JSON.parse(event.target.value));
          setBroken(false);
        } catch {
          setBroken(true);
        }
      }}
    />
  );
}

export const jsonKind: FieldKind<unknown> = {
  type: 'json',
  align: 'start',
  width: 200,
  wide: true,
  operators: presenceOperators,
  parse: (raw) => {
    if (typeof raw !== 'string') return raw ?? null;
    try {
      return JSON.parse(raw) as unknown;
    } catch {
      return null;
    }
  },
  text: (value) => JSON.stringify(value),
  Display: ({ value }) => <code className={styles.code}>{JSON.stringify(value)}</code>,
  Input: (props) => <JsonInput {...props} />,
};
