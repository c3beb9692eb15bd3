import { text } from '../../../i18n/text.ts';
import type { FieldKind } from '../FieldKind.ts';
import { lazyInput } from '../shared/lazyInput.tsx';
import { presenceOperators } from '../shared/operatorSets.ts';
import styles from '../shared/shared.module.css';
import { criteriaOf, wordsOf } from './criteria.ts';

const Json = lazyInput(async () => (await import('./JsonInput.tsx')).JsonInput);
const Criteria = lazyInput(async () => (await import('./CriteriaInput.tsx')).CriteriaInput);

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
  Display: ({ value, field, compact }) =>
    field.object && criteriaOf(value) ? (
      <span>{(criteriaOf(value) ?? []).map(wordsOf).join(text('common.comma'))}</span>
    ) : compact ? (
      <code className={styles.code}>{JSON.stringify(value)}</code>
    ) : (
      <pre className={`${styles.code} ${styles.multiline}`}>{JSON.stringify(value, null, 2)}</pre>
    ),
  // A list of conditions over the records of an object is built, not written.
  Input: (props) => (props.field.object && criteriaOf(props.value) ? <Criteria {...props} /> : <Json {...props} />),
};
