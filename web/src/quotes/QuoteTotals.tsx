import { formatMoney } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import styles from './Quotes.module.css';
import { differenceTo, shown, totalOf } from './quoteMath.ts';
import type { DealAmount } from './useDealAmount.ts';

interface QuoteTotalsProps {
  lines: readonly Record<string, unknown>[];
  currency: string;
  /** What the deal is worth, for whoever may read it. */
  deal?: DealAmount;
}

/** The sums under the lines, as they stand while one types, beside what the deal is worth. */
export function QuoteTotals({ lines, currency, deal }: QuoteTotalsProps) {
  const t = useText();
  const { full, amount, tax } = totalOf(lines);
  const difference = deal?.currency === currency ? differenceTo(deal.amount, amount) : 0n;
  const rows = [
    ...(full === amount
      ? []
      : [
          { label: t('quotes.subtotal'), value: formatMoney(shown(full), currency) },
          { label: t('quotes.discount'), value: formatMoney(shown(amount - full), currency) },
        ]),
    { label: t('quotes.tax'), value: formatMoney(shown(tax), currency) },
    { label: t('quotes.total'), value: formatMoney(shown(amount), currency), isMain: true },
    ...(deal ? [{ label: t('quotes.deal'), value: formatMoney(deal.amount, deal.currency) }] : []),
    ...(difference === 0n
      ? []
      : [{ label: t('quotes.difference'), value: `${difference > 0n ? '+' : ''}${formatMoney(shown(difference), currency)}` }]),
  ];
  return (
    <dl className={styles.totals} aria-live="polite">
      {rows.map((row) => (
        <div key={row.label} data-main={('isMain' in row && row.isMain) || undefined}>
          <dt>{row.label}</dt>
          <dd>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
