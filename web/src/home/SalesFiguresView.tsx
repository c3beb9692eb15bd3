import { Select } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { countOf, filterOf, type SalesFigures } from '../api/salesPage.ts';
import { useDefinitions, useWorkspace } from '../app/workspace.tsx';
import { formatMoney, formatMoneyShort, formatNumber, formatShare } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { CohortTable } from './CohortTable.tsx';
import { drillTo } from './drillTo.ts';
import { everyWeek, isCut, mostWeeks } from './everyWeek.ts';
import { Funnel } from './Funnel.tsx';
import { PipelineSelect, usePipelineChoice } from './PipelineSelect.tsx';
import { Ranking } from './Ranking.tsx';
import styles from './SalesPage.module.css';

const WeeklyChart = lazy(() => import('./WeeklyChart.tsx').then((module) => ({ default: module.WeeklyChart })));

/** The figures themselves: tiles above, the funnel and the weeks beside why deals are lost and who wins them. */
export function SalesFiguresView({ figures }: { figures: SalesFigures }) {
  const t = useText();
  const { company } = useWorkspace();
  const [by, setBy] = useState<'byOwner' | 'byProduct' | 'byRegion'>('byOwner');
  const opportunity = useDefinitions().find('opportunity');
  const open = figures.stages.filter((s) => s.type === 'open');
  const pipeline = usePipelineChoice(open.map((s) => ({ pipeline: s.pipeline ?? undefined, open: s.count })));
  const stages = figures.stages.filter((s) => (s.pipeline ?? undefined) === pipeline.shown);
  const openAmount = open.reduce((sum, s) => sum + s.amount, 0);
  const weighted = open.reduce((sum, s) => sum + (s.weighted ?? 0), 0);
  const money = (value: number) => formatMoneyShort(value, company.currency);
  const lost = countOf(figures.lost);
  const exact = (value: number) => formatMoney(value, company.currency);
  const tiles = [
    {
      label: t('sales.wonAmount'),
      value: money(figures.wonAmount),
      exact: exact(figures.wonAmount),
      note: t('sales.deals', { count: formatNumber(countOf(figures.won)) }),
      filter: filterOf(figures.won) ?? figures.stages.find((s) => s.type === 'won')?.filter,
    },
    {
      label: t('sales.winRate'),
      value: formatShare(figures.winRate, 2),
      note: t('sales.wonLost', { won: formatNumber(countOf(figures.won)), lost: formatNumber(lost) }),
      filter: filterOf(figures.lost) ?? figures.stages.find((s) => s.type === 'lost')?.filter,
    },
    {
      label: t('sales.cycle'),
      value: figures.cycleDays === null ? '—' : t('sales.days', { days: formatNumber(figures.cycleDays, { max: 2 }) }),
      note: t('sales.cycleNote'),
    },
    {
      label: t('sales.pipeline'),
      value: money(openAmount),
      exact: exact(openAmount),
      note: t('sales.weighted', { amount: money(weighted) }),
      filter: filterOf(figures.open),
    },
    {
      label: t('sales.open'),
      value: formatNumber(countOf(figures.open)),
      note: t('sales.openNote'),
      filter: filterOf(figures.open),
    },
  ];
  return (
    <>
      <section className={styles.tiles} aria-label={t('sales.title')}>
        {tiles.map((tile) => {
          const inner = (
            <>
              <span className={styles.tileLabel}>{tile.label}</span>
              <strong title={tile.exact}>{tile.value}</strong>
              <span className={styles.note}>{tile.note}</span>
            </>
          );
          return tile.filter ? (
            <Link key={tile.label} className={styles.tile} to={drillTo(tile.filter)}>
              {inner}
            </Link>
          ) : (
            <div key={tile.label} className={styles.tile}>
              {inner}
            </div>
          );
        })}
      </section>
      <div className={styles.grid}>
        <div className={styles.stack}>
          <section className={styles.card}>
            <div className={styles.cardHead}>
              <h2>{t('sales.funnel')}</h2>
              <PipelineSelect {...pipeline} />
            </div>
            <Funnel stages={stages} />
          </section>
          <section className={styles.card}>
            <div className={styles.cardHead}>
              <h2>{t('sales.weekly')}</h2>
              {isCut(figures.weekly) && (
                <span className={styles.note}>
                  {t('sales.lastWeeks', { count: everyWeek(figures.weekly, mostWeeks).length })}
                </span>
              )}
            </div>
            {figures.weekly.length ? (
              <Suspense fallback={<Skeleton rows={6} />}>
                <WeeklyChart weeks={figures.weekly} />
              </Suspense>
            ) : (
              <p className={styles.none}>{t('sales.noWeeks')}</p>
            )}
          </section>
          {figures.cohorts.length > 0 && (
            <section className={styles.card}>
              <h2 title={t('sales.cohortHint')}>{t('sales.cohorts')}</h2>
              <CohortTable cohorts={figures.cohorts.filter((c) => stages.some((s) => s.id === c.stage))} stages={stages} />
            </section>
          )}
        </div>
        <div className={styles.stack}>
          <section className={styles.card}>
            <h2>{t('sales.lossReasons')}</h2>
            <LossReasons figures={figures} />
          </section>
          <section className={styles.card}>
            <div className={styles.cardHead}>
              <h2>{t('sales.ranking')}</h2>
              <Select
                size="small"
                variant="filled"
                aria-label={t('sales.rankBy')}
                value={by}
                popupMatchSelectWidth={false}
                options={[
                  { value: 'byOwner', label: opportunity?.fields.find((f) => f.name === 'owner')?.label },
                  { value: 'byProduct', label: opportunity?.fields.find((f) => f.name === 'product')?.label },
                  { value: 'byRegion', label: t('sales.region') },
                ]}
                onChange={setBy}
              />
            </div>
            {figures[by].length ? (
              <Ranking slices={figures[by].slice(0, 8)} measure="amount" faces={by === 'byOwner'} />
            ) : (
              <p className={styles.none}>{t('sales.noneWon')}</p>
            )}
          </section>
        </div>
      </div>
    </>
  );
}

/** Why deals were lost; those that say nothing are counted and a click away. */
function LossReasons({ figures }: { figures: SalesFigures }) {
  const t = useText();
  const lost = countOf(figures.lost);
  if (lost === 0) return <p className={styles.none}>{t('sales.noLosses')}</p>;
  const { unexplained } = figures;
  const silent = countOf(unexplained);
  return (
    <>
      {figures.lossReasons.length > 0 && <Ranking slices={figures.lossReasons} measure="count" tone="danger" />}
      {silent > 0 && (
        <p className={figures.lossReasons.length > 0 ? styles.rest : styles.none}>
          <Link to={drillTo(unexplained.filter)}>{t('sales.noReason', { count: formatNumber(silent) })}</Link>
        </p>
      )}
    </>
  );
}
