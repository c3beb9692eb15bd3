import { Input } from 'antd';
import { useState } from 'react';
import { useText } from '../../../i18n/text.ts';
import type { InputProps } from '../FieldKind.ts';
import styles from '../shared/shared.module.css';
import { Unreadable } from '../unreadable.ts';

/** A value of any shape, written as JSON. */
export function JsonInput({ field, value, onChange, id, autoFocus, disabled }: InputProps<unknown>) {
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
