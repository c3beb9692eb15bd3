import { Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Cohort, StageFigures } from '../api/salesPage.ts';
import { addDays, dayOf, formatDate, formatNumber, formatShare } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import styles from './CohortTable.module.css';
import { drillTo } from './drillTo.ts';

/** Week by week, the deals that came into each stage: how many went on, how that moved against the week before, how long they stayed. */
export function CohortTable({ cohorts, stages }: { cohorts: readonly Cohort[]; stages: readonly StageFigures[] }) {
  const t = useText();
  const [shown, setShown] = useState<'conversion' | 'dwell'>('conversion');
  const columns = stages.filter((stage) => stage.type === 'open' && cohorts.some((c) => c.stage === stage.id));
  const weeks = [...new Set(cohorts.map((c) => c.week))];
  const cellOf = (week: string, stage: string) => cohorts.find((c) => c.week === week && c.stage === stage);
  return (
    <div className={styles.frame}>
      <Segmented
        size="small"
        aria-label={t('sales.cohortShow')}
        value={shown}
        options={[
          { value: 'conversion', label: t('sales.cohortConversion') },
          { value: 'dwell', label: t('sales.cohortDwell') },
        ]}
        onChange={setShown}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroller} aria-label={t('sales.cohorts')} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('sales.week')}</th>
              {columns.map((stage) => (
                <th key={stage.id} scope="col">
                  {stage.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week}>
                <th scope="row">{formatDate(week)}</th>
                {columns.map((stage) => {
                  const cohort = cellOf(week, stage.id);
                  return (
                    <td key={stage.id}>
                      {cohort?.filter ? (
                        <Link className={styles.cell} to={drillTo(cohort.filter, 'stage_log')}>
                          {shown === 'conversion' ? (
                            <Conversion cohort={cohort} isRunning={isRunning(week)} />
                          ) : (
                            <Dwell cohort={cohort} />
                          )}
                        </Link>
                      ) : (
                        <span className={styles.none}>—</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** A week that still runs is not compared: what came in today has had no time to go on. */
function isRunning(week: string): boolean {
  return dayOf(new Date().toISOString()) < addDays(week, 7);
}

function Conversion({ cohort, isRunning }: { cohort: Cohort; isRunning: boolean }) {
  const t = useText();
  const { delta } = cohort;
  return (
    <>
      <span className={styles.figure}>
        <i className={styles.heat} style={{ opacity: 0.08 + 0.32 * cohort.conversion }} aria-hidden="true" />
        {formatShare(cohort.conversion, 0)}
      </span>
      <small>
        {t('sales.wentOn', { on: formatNumber(cohort.went_on), of: formatNumber(cohort.entered) })}
        {!isRunning && typeof delta === 'number' && delta !== 0 && (
          <span
            className={delta > 0 ? styles.up : styles.down}
            title={t('sales.points', { points: formatNumber(Math.abs(delta) * 100, { max: 0 }) })}
          >
            {delta > 0 ? ' ▲' : ' ▼'}
            {t('sales.pointsShort', { points: formatNumber(Math.abs(delta) * 100, { max: 0 }) })}
          </span>
        )}
      </small>
    </>
  );
}

function Dwell({ cohort }: { cohort: Cohort }) {
  const t = useText();
  if (!cohort.dwell) return <small>{t('sales.stillThere')}</small>;
  return (
    <>
      <span className={styles.figure}>{t('sales.days', { days: formatNumber(cohort.dwell.p50, { max: 1 }) })}</span>
      <small>{t('sales.p90', { days: formatNumber(cohort.dwell.p90, { max: 1 }) })}</small>
    </>
  );
}
