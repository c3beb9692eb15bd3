import { Pencil } from 'lucide-react';
import { Link } from 'react-router';
import type { ForecastRow } from '../api/forecast.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { drillTo } from '../home/drillTo.ts';
import { dayOf, formatDate, formatMoney, formatMoneyShort } from '../i18n/format.ts';
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
        differs={adjusted ? amount - computed : 0}
        fromBelow={below === undefined ? 0 : amount - below}
      />
    </span>
  );
}

interface SaidProps extends Pick<AmountCellProps, 'row' | 'category'> {
  computed: number | undefined;
  /** By how much it is more than its deals, and than the lines below it together; less if negative. */
  differs: number;
  fromBelow: number;
}

/**
 * That somebody said otherwise, by how much that differs from the deals and from the lines below, and where what is closed counts instead. Who said it when,
 * and how the deals moved since, is said when it is pointed at.
 */
function Said({ row, category, computed, differs, fromBelow }: SaidProps) {
  const t = useText();
  const { company } = useWorkspace();
  const money = (amount: number) => formatMoneyShort(Math.abs(amount), company.currency);
  const words = countingWords(row, category);
  const first = words.reduce<string | undefined>((at, { said }) => (at === undefined || said.at < at ? said.at : at), undefined);
  const who = [...new Set(words.map((word) => word.author_name).filter(Boolean))].join(t('common.comma'));
  const floored = flooredWords(row, category).reduce((sum, { said }) => sum + said.amount, 0);
  const moved = movedSince(row, category) ?? 0;
  const told = (amount: number) => Math.abs(amount) >= 0.005;
  const shown = [
    floored > 0 && t('forecast.counted', { amount: money(floored) }),
    told(differs) && t(differs > 0 ? 'forecast.overDeals' : 'forecast.underDeals', { amount: money(differs) }),
    told(fromBelow) && t(fromBelow > 0 ? 'forecast.overBelow' : 'forecast.underBelow', { amount: money(fromBelow) }),
  ].filter((part) => part !== false);
  const whole = [
    floored > 0 && t('forecast.floored', { amount: money(floored) }),
    computed !== undefined && t('forecast.computed', { amount: money(computed) }),
    first && t('forecast.saidOn', { day: formatDate(dayOf(first)) }),
    told(moved) && t(moved > 0 ? 'forecast.movedUp' : 'forecast.movedDown', { amount: money(moved) }),
    who,
  ].filter(Boolean);
  if (shown.length === 0) return null;
  return (
    <span className={styles.said} title={whole.join(' · ')}>
      {shown.map((part, at) => (
        <small key={part} className={floored > 0 && at === 0 ? styles.floored : undefined}>
          {part}
        </small>
      ))}
    </span>
  );
}
