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
      {adjusted && (
        <small title={t('forecast.adjusted')}>
          {t('forecast.computed', { amount: formatMoneyShort(computed, company.currency) })}
        </small>
      )}
      <Said row={row} category={category} />
    </span>
  );
}

/** When a number was said, how the deals moved since, and where what is closed counts instead. */
function Said({ row, category }: Pick<AmountCellProps, 'row' | 'category'>) {
  const t = useText();
  const { company } = useWorkspace();
  const words = countingWords(row, category);
  const first = words.reduce<string | undefined>((at, { said }) => (at === undefined || said.at < at ? said.at : at), undefined);
  if (!first) return null;
  const who = [...new Set(words.map((word) => word.author_name).filter(Boolean))].join(t('common.comma'));
  const floored = flooredWords(row, category);
  const moved = movedSince(row, category) ?? 0;
  const amount = formatMoneyShort(Math.abs(moved), company.currency);
  return (
    <>
      <small title={who || undefined}>
        {t('forecast.saidOn', { day: formatDate(dayOf(first)) })}
        {Math.abs(moved) >= 0.005 && (
          <>
            {' · '}
            <span className={styles.whole}>{t(moved > 0 ? 'forecast.movedUp' : 'forecast.movedDown', { amount })}</span>
          </>
        )}
      </small>
      {floored.length > 0 && (
        <small className={styles.floored}>
          {t('forecast.floored', {
            amount: formatMoneyShort(
              floored.reduce((sum, { said }) => sum + said.amount, 0),
              company.currency,
            ),
          })}
        </small>
      )}
    </>
  );
}
