import { Link } from 'react-router';
import type { Slice } from '../api/salesPage.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { formatMoneyShort, formatNumber, formatShare } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { drillTo } from './drillTo.ts';
import styles from './Ranking.module.css';

interface RankingProps {
  slices: readonly Slice[];
  measure: 'count' | 'amount';
  tone?: 'brand' | 'danger';
  faces?: boolean;
}

/** Slices from the largest down, each a bar that opens its deals. */
export function Ranking({ slices, measure, tone = 'brand', faces }: RankingProps) {
  const t = useText();
  const { company } = useWorkspace();
  const most = Math.max(1, ...slices.map((s) => s[measure]));
  return (
    <ol className={styles.ranking}>
      {slices.map((slice) => {
        const label = slice.label ?? t(slice.value ? 'lookup.gone' : 'sales.unknown');
        const inner = (
          <>
            <span className={styles.label}>
              {faces && <Avatar name={label} size={20} />}
              <span>{label}</span>
            </span>
            <span className={styles.value}>
              {measure === 'amount' ? formatMoneyShort(slice.amount, company.currency) : formatNumber(slice.count)}
              <small>
                {measure === 'count'
                  ? `${formatMoneyShort(slice.amount, company.currency)} · ${formatShare(slice.share)}`
                  : typeof slice.winRate === 'number'
                    ? t('sales.rate', { share: formatShare(slice.winRate, 0) })
                    : t('sales.deals', { count: formatNumber(slice.count) })}
              </small>
            </span>
            <span className={styles.track}>
              <i
                className={tone === 'danger' ? styles.danger : styles.brand}
                style={{ width: `${Math.max(1, (slice[measure] / most) * 100)}%` }}
              />
            </span>
          </>
        );
        return (
          <li key={slice.value ?? 'none'}>
            {slice.filter ? (
              <Link className={styles.item} to={drillTo(slice.filter)}>
                {inner}
              </Link>
            ) : (
              <div className={styles.item}>{inner}</div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
