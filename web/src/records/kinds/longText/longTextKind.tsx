import type { FieldKind } from '../FieldKind.ts';
import { LongTextInput } from '../shared/lazyUsual.tsx';
import { textOperators } from '../shared/operatorSets.ts';
import { parseText } from '../shared/parsing.ts';
import styles from '../shared/shared.module.css';

export const longTextKind: FieldKind<string> = {
  type: 'long_text',
  align: 'start',
  width: 260,
  alone: true,
  typed: true,
  wide: true,
  operators: textOperators,
  parse: parseText,
  text: (value) => value,
  Display: ({ value }) => <span className={styles.multiline}>{value}</span>,
  Input: (props) => <LongTextInput {...props} />,
};
