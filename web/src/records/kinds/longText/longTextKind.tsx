import { Input } from 'antd';
import type { FieldKind } from '../FieldKind.ts';
import { textOperators } from '../shared/operatorSets.ts';
import { parseText } from '../shared/parsing.ts';
import styles from '../shared/shared.module.css';

export const longTextKind: FieldKind<string> = {
  type: 'long_text',
  align: 'start',
  width: 260,
  typed: true,
  wide: true,
  operators: textOperators,
  parse: parseText,
  text: (value) => value,
  Display: ({ value }) => <span className={styles.multiline}>{value}</span>,
  Input: ({ field, value, onChange, id, autoFocus, invalid, disabled, inCell }) => (
    <Input.TextArea
      id={id}
      aria-label={id ? undefined : field.label}
      aria-invalid={invalid || undefined}
      status={invalid ? 'error' : undefined}
      autoFocus={autoFocus}
      disabled={disabled}
      autoSize={{ minRows: inCell ? 1 : 3, maxRows: 12 }}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    />
  ),
};
