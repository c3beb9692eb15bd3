import { text } from '../../../i18n/text.ts';
import type { FieldKind } from '../FieldKind.ts';
import { lazyInput } from '../shared/lazyInput.tsx';
import { presenceOperators } from '../shared/operatorSets.ts';
import styles from '../shared/shared.module.css';

const Json = lazyInput(async () => (await import('./JsonInput.tsx')).JsonInput);

export const jsonKind: FieldKind<unknown> = {
  type: 'json',
  align: 'start',
  width: 200,
  alone: true,
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
    Array.isArray(value) && value.every((one) => typeof one === 'string') ? (
      <span>{value.join(text('common.comma'))}</span>
    ) : compact ? (
      <code className={styles.code}>{JSON.stringify(value)}</code>
    ) : (
      <pre className={`${styles.code} ${styles.multiline}`}>{JSON.stringify(value, null, 2)}</pre>
    ),
  Input: (props) => <Json {...props} />,
};
