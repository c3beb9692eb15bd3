import { formatMoney } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import styles from './Quotes.module.css';
import { shown, totalOf } from './quoteMath.ts';

/** The sums under the lines, as they stand while one types. */
export function QuoteTotals({ lines, currency }: { lines: readonly Record<string, unknown>[]; currency: string }) {
  const t = useText();
  const { full, amount, tax } = totalOf(lines);
  const rows = [
    ...(full === amount
      ? []
      : [
          { label: t('quotes.subtotal'), value: full },
          { label: t('quotes.discount'), value: amount - full },
        ]),
    { label: t('quotes.tax'), value: tax },
    { label: t('quotes.total'), value: amount, isMain: true },
  ];
  return (
    <dl className={styles.totals} aria-live="polite">
      {rows.map((row) => (
        <div key={row.label} data-main={('isMain' in row && row.isMain) || undefined}>
          <dt>{row.label}</dt>
          <dd>{formatMoney(shown(row.value), currency)}</dd>
        </div>
      ))}
    </dl>
  );
}
