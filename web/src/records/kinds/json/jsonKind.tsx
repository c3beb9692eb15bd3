import { Input } from 'antd';
import { useState } from 'react';
import { useText } from '../../../i18n/text.ts';
import type { FieldKind, InputProps } from '../FieldKind.ts';
import { presenceOperators } from '../shared/operatorSets.ts';
import styles from '../shared/shared.module.css';
import { Unreadable } from '../unreadable.ts';

function JsonInput({ field, value, onChange, id, autoFocus, disabled }: InputProps<unknown>) {
  const [typed, setTyped] = useState(value === null ? '' : JSON.stringify(value, null, 2));
  const t = useText();
  const [broken, setBroken] = useState(false);
  return (
    <Input.TextArea
      id={id}
      className={styles.code}
      aria-label={id ? undefined : field.label}
      status={broken ? 'error' : undefined}
      disabled={disabled}
      autoFocus={autoFocus}
      spellCheck={false}
      placeholder={t('json.placeholder')}
      autoSize={{ minRows: 3, maxRows: 16 }}
      value={typed}
      onChange={(event) => {
        const next = event.target.value;
        setTyped(next);
        try {
          onChange(next.trim() === '' ? null : JSON.parse(next));
          setBroken(false);
        } catch {
          onChange(new Unreadable(next, 'json.unreadable'));
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
  Display: ({ value, compact }) =>
    compact ? (
      <code className={styles.code}>{JSON.stringify(value)}</code>
    ) : (
      <pre className={`${styles.code} ${styles.multiline}`}>{JSON.stringify(value, null, 2)}</pre>
    ),
  Input: (props) => <JsonInput {...props} />,
};
