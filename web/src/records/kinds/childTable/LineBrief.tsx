import type { FieldMeta } from '../../../api/meta.ts';
import { formatNumber } from '../../../i18n/format.ts';
import { useText } from '../../../i18n/text.ts';
import { FieldValue } from '../../FieldValue.tsx';
import { lineInBrief } from './childFields.ts';
import type { ChildRow } from './childTableKind.tsx';
import styles from './LineBrief.module.css';

/** A line on a narrow screen: what it is, how many at what price, what it comes to. */
export function LineBrief({ fields, row }: { fields: readonly FieldMeta[]; row: ChildRow }) {
  const t = useText();
  const { title, facts, multiplies, discount, amount } = lineInBrief(fields, row);
  const value = (field: FieldMeta) => <FieldValue field={field} value={row[field.name]} record={row} compact />;
  return (
    <span className={styles.brief} inert>
      <span className={styles.title}>{title ? value(title) : t('child.unnamed')}</span>
      <span className={styles.amount}>{amount && value(amount)}</span>
      <span className={styles.facts}>
        {facts.map((field, index) => (
          <span key={field.name}>
            {index > 0 && (multiplies ? ' × ' : ' · ')}
            {value(field)}
          </span>
        ))}
        {discount && ` · ${t('child.discount', { percent: formatNumber(Number(row[discount.name])) })}`}
      </span>
    </span>
  );
}
