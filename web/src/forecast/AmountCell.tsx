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
} from './numbers.ts';
import { rowName } from './rowName.ts';

interface AmountCellProps {
  row: ForecastRow;
  category: Category;
  counting: Counting;
  from: string;
  to: string;
  onAdjust?(): void;
}

/** A number that counts, leading to its deals; what they add up to stands below it where somebody said otherwise. */
export function AmountCell({ row, category, counting, from, to, onAdjust }: AmountCellProps) {
  const t = useText();
  const { company } = useWorkspace();
  const amount = amountOf(row.effective, category, counting);
  const computed = amountOf(row.computed, category, counting);
  const adjusted = isAdjusted(row, category);
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
      <Said row={row} category={category} computed={adjusted ? computed : undefined} />
    </span>
  );
}

/**
 * What the deals add up to where somebody said otherwise, when they said it, how the deals moved since, and where what is closed counts instead: one line,
 * so that rows stay as high as each other; what does not fit is said when it is pointed at.
 */
function Said({ row, category, computed }: Pick<AmountCellProps, 'row' | 'category'> & { computed: number | undefined }) {
  const t = useText();
  const { company } = useWorkspace();
  const money = (amount: number) => formatMoneyShort(amount, company.currency);
  const words = countingWords(row, category);
  const first = words.reduce<string | undefined>((at, { said }) => (at === undefined || said.at < at ? said.at : at), undefined);
  const who = [...new Set(words.map((word) => word.author_name).filter(Boolean))].join(t('common.comma'));
  const floored = flooredWords(row, category).reduce((sum, { said }) => sum + said.amount, 0);
  const moved = movedSince(row, category) ?? 0;
  const shown = [
    floored > 0 && t('forecast.counted', { amount: money(floored) }),
    computed !== undefined && t('forecast.computed', { amount: money(computed) }),
    first && t('forecast.saidOn', { day: formatDate(dayOf(first)) }),
    Math.abs(moved) >= 0.005 && t(moved > 0 ? 'forecast.movedUp' : 'forecast.movedDown', { amount: money(Math.abs(moved)) }),
  ].filter((part): part is string => Boolean(part));
  if (shown.length === 0) return null;
  const whole = floored > 0 ? [t('forecast.floored', { amount: money(floored) }), ...shown.slice(1)] : shown;
  return (
    <small className={floored > 0 ? styles.floored : undefined} title={[...whole, who].filter(Boolean).join(' · ')}>
      {shown.join(' · ')}
    </small>
  );
}
