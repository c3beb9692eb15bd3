import { ArrowDown, Clock } from 'lucide-react';
import { Link } from 'react-router';
import type { Spread, StageFigures } from '../api/salesPage.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { formatMoneyShort, formatNumber, formatShare } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { colorOf } from '../theme/tokens.ts';
import { drillTo } from './drillTo.ts';
import styles from './Funnel.module.css';

const days = (spread: Spread) => ({ p50: formatNumber(spread.p50, { max: 1 }), p90: formatNumber(spread.p90, { max: 1 }) });

/** The stages from first to last: how many deals stand there, what they are worth, how many go on, how long they stay. */
export function Funnel({ stages }: { stages: readonly StageFigures[] }) {
  const t = useText();
  const { company } = useWorkspace();
  const open = stages.filter((s) => s.type === 'open');
  const closed = stages.filter((s) => s.type !== 'open');
  const most = Math.max(1, ...open.map((s) => s.count));
  const row = (stage: StageFigures) => (
    <Link key={stage.id} className={styles.row} to={drillTo(stage.filter ?? `stage eq ${stage.id}`)}>
      <span className={styles.name}>
        {stage.type !== 'open' && (
          <i
            className={styles.dot}
            style={{ background: colorOf(stage.color ?? undefined, stage.type === 'won' ? 'green' : 'red') }}
          />
        )}
        {stage.name}
      </span>
      <span className={styles.track}>
        {/* What is closed adds up over the years: beside what is under way it stands as numbers alone. */}
        {stage.type === 'open' && (
          <i className={styles.bar} style={{ width: stage.count === 0 ? 0 : `${Math.max(1.5, (stage.count / most) * 100)}%` }} />
        )}
      </span>
      <span className={styles.count}>{formatNumber(stage.count)}</span>
      <span className={styles.amount}>{formatMoneyShort(stage.amount, company.currency)}</span>
    </Link>
  );
  return (
    <div className={styles.funnel}>
      <div className={styles.legend} aria-hidden="true">
        <span />
        <span />
        <span>{t('sales.count')}</span>
        <span>{t('sales.amount')}</span>
      </div>
      {open.map((stage) => (
        <div key={stage.id}>
          {row(stage)}
          {(typeof stage.conversion === 'number' || stage.dwell) && (
            <p className={styles.between}>
              {typeof stage.conversion === 'number' && (
                <span title={t('sales.conversionHint')}>
                  <ArrowDown size={12} aria-hidden="true" />
                  {t('sales.conversion', { share: formatShare(stage.conversion) })}
                </span>
              )}
              {stage.dwell && (
                <span title={t('sales.dwellHint')}>
                  <Clock size={12} aria-hidden="true" />
                  {t('sales.dwell', days(stage.dwell))}
                  {stage.work_dwell && ` ${t('sales.workDwell', days(stage.work_dwell))}`}
                </span>
              )}
            </p>
          )}
        </div>
      ))}
      {closed.length > 0 && <hr className={styles.rule} />}
      {closed.map(row)}
    </div>
  );
}
