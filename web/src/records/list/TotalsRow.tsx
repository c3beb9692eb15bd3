import { Sigma } from 'lucide-react';
import type { FieldMeta } from '../../api/meta.ts';
import { useText } from '../../i18n/text.ts';
import { alignOf, kindOf } from '../kinds/registry.ts';
import styles from './RecordTable.module.css';

interface TotalsRowProps {
  columns: readonly FieldMeta[];
  totals: ReadonlyMap<string, number>;
  leftOf(index: number): number | undefined;
}

/** What the columns of a list add up to, at its foot. */
export function TotalsRow({ columns, totals, leftOf }: TotalsRowProps) {
  const t = useText();
  return (
    <div className={styles.totals}>
      <span className={styles.check}>
        <Sigma size={12} aria-hidden="true" />
      </span>
      {columns.map((field, index) => {
        const sum = totals.get(field.name);
        const { Display } = kindOf(field);
        const left = leftOf(index);
        return (
          <span
            key={field.name}
            className={`${styles.total} ${left === undefined ? '' : styles.stickyTotal}`}
            style={{ left }}
            data-align={alignOf(field)}
          >
            {index === 0 && sum === undefined ? t('list.totals') : sum !== undefined && <Display value={sum} field={field} />}
          </span>
        );
      })}
    </div>
  );
}
