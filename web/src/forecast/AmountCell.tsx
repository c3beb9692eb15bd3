import { Pencil } from 'lucide-react';
import { Link } from 'react-router';
import type { ForecastRow } from '../api/forecast.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { drillTo } from '../home/drillTo.ts';
import { dayOf, formatDate, formatMoney, formatMoneyShort, formatMonthName } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { Tip } from '../ui/Tip.tsx';
import styles from './Forecast.module.css';
import {
  amountOf,
  type Category,
  type Counting,
  countingWords,
  dealsOf,
  flooredWords,
  isAdjusted,
  movedSince,
  sumOfBelow,
} from './numbers.ts';
import { rowName } from './rowName.ts';

interface AmountCellProps {
  row: ForecastRow;
  rows: readonly ForecastRow[];
  category: Category;
  counting: Counting;
  from: string;
  to: string;
  onAdjust?(): void;
}

/** A number that counts, leading to its deals; what they add up to stands below it where somebody said otherwise. */
export function AmountCell({ row, rows, category, counting, from, to, onAdjust }: AmountCellProps) {
  const t = useText();
  const { company } = useWorkspace();
  const amount = amountOf(row.effective, category, counting);
  const computed = amountOf(row.computed, category, counting);
  const adjusted = isAdjusted(row, category);
  const below = adjusted ? sumOfBelow(row, rows, category, counting) : undefined;
  const label = t('forecast.adjustOf', { name: rowName(row), category: t(`forecast.${category}`) });
  return (
    <span className={styles.amount}>
      <span>
        {row.may_adjust && onAdjust && (
          <Tip title={label}>
            <button type="button" className={styles.edit} aria-label={label} onClick={onAdjust}>
              <Pencil size={13} aria-hidden="true" />
            </button>
          </Tip>
        )}
        <Link
          to={drillTo(dealsOf(row, category, counting, from, to))}
          title={formatMoney(amount, company.currency)}
          className={adjusted ? styles.adjusted : undefined}
        >
          {formatMoneyShort(amount, company.currency)}
        </Link>
      </span>
      <Said
        row={row}
        category={category}
        computed={adjusted ? computed : undefined}
        fromBelow={below === undefined ? undefined : amount - below}
      />
    </span>
  );
}

interface SaidProps extends Pick<AmountCellProps, 'row' | 'category'> {
  computed: number | undefined;
  /** By how much it is more than the lines below it together; less if negative; undefined without such lines. */
  fromBelow: number | undefined;
}

/**
 * In one line that somebody said otherwise and what the deals add up to. What was said and counted instead month by month, how that differs from the lines
 * below, who said it when and how the deals moved since is said when it is pointed at.
 */
function Said({ row, category, computed, fromBelow }: SaidProps) {
  const t = useText();
  const { company } = useWorkspace();
  const money = (amount: number) => formatMoneyShort(Math.abs(amount), company.currency);
  const words = countingWords(row, category);
  const first = words.reduce<string | undefined>((at, { said }) => (at === undefined || said.at < at ? said.at : at), undefined);
  const who = [...new Set(words.map((word) => word.author_name).filter(Boolean))].join(t('common.comma'));
  const floored = flooredWords(row, category);
  const moved = movedSince(row, category) ?? 0;
  const told = (amount: number) => Math.abs(amount) >= 0.005;
  if (computed === undefined && floored.length === 0) return null;
  const kind =
    computed === undefined
      ? 'unheard'
      : floored.length > 0
        ? 'floored'
        : words.length > 0 || fromBelow === undefined
          ? 'adjusted'
          : 'adjustedBelow';
  const whole = [
    computed !== undefined && t('forecast.computed', { amount: money(computed) }),
    ...floored.map(({ said }) => {
      const month = row.months.find((m) => m.month === said.month);
      return t('forecast.flooredIn', {
        month: formatMonthName(Number(said.month.slice(5, 7)) - 1),
        amount: money(said.amount),
        floor: money(month ? amountOf(month.effective, category, 'cumulative') : 0),
      });
    }),
    fromBelow !== undefined &&
      told(fromBelow) &&
      t(fromBelow > 0 ? 'forecast.overBelow' : 'forecast.underBelow', { amount: money(fromBelow) }),
    first && [t('forecast.saidOn', { day: formatDate(dayOf(first)) }), who].filter(Boolean).join(' · '),
    told(moved) && t(moved > 0 ? 'forecast.movedUp' : 'forecast.movedDown', { amount: money(moved) }),
  ].filter(Boolean);
  return (
    <span className={styles.said} title={whole.join('\n')}>
      <small className={floored.length > 0 ? styles.floored : undefined}>
        {t(`forecast.said.${kind}`, { amount: money(computed ?? 0) })}
      </small>
    </span>
  );
}
