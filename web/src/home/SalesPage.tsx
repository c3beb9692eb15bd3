import { Button, Select } from 'antd';
import dayjs from 'dayjs';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { countOf, filterOf, type SalesFigures, useSalesFigures } from '../api/salesPage.ts';
import { usePageTitle } from '../app/usePageTitle.ts';
import { useDefinitions, useWorkspace } from '../app/workspace.tsx';
import { formatMoneyShort, formatNumber, formatShare } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { boundsOf, resolveAliases } from '../records/filter/aliases.ts';
import { type Period, periods } from '../records/filter/model.ts';
import { LookupInput } from '../records/kinds/shared/LookupInput.tsx';
import { linkId } from '../records/kinds/shared/reference.ts';
import { Empty } from '../ui/Empty.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { drillTo } from './drillTo.ts';
import { Funnel } from './Funnel.tsx';
import { Ranking } from './Ranking.tsx';
import styles from './SalesPage.module.css';

const WeeklyChart = lazy(() => import('./WeeklyChart.tsx').then((module) => ({ default: module.WeeklyChart })));
const offered: Period[] = periods.filter((p) =>
  ['thisMonth', 'lastMonth', 'thisQuarter', 'lastQuarter', 'thisYear', 'lastYear', 'last30Days', 'last90Days'].includes(p),
);

/** Where we are, and why: the pipeline, what is won and lost, and who does it. Every mark opens its deals. */
export function SalesPage() {
  const t = useText();
  const { definitions, user } = useWorkspace();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  usePageTitle(t('sales.title'));
  const period = params.get('period') as Period | null;
  const owner = params.get('owner');
  const figures = useSalesFigures(queryOf(period, owner, user.id));
  const set = (name: string, value: string | null) => {
    if (value) params.set(name, value);
    else params.delete(name);
    setParams(params, { replace: true });
  };
  const opportunity = definitions.find('opportunity');
  const ownerField = opportunity && definitions.field(opportunity, 'owner');
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{t('sales.title')}</h1>
        </div>
        <div className={styles.filters}>
          <Select
            aria-label={t('sales.period')}
            style={{ minWidth: 128 }}
            value={period ?? ''}
            options={[{ value: '', label: t('sales.allTime') }, ...offered.map((p) => ({ value: p, label: t(`period.${p}`) }))]}
            onChange={(next) => set('period', next)}
          />
          {ownerField && (
            <div className={styles.owner}>
              <LookupInput
                field={{ ...ownerField, label: t('sales.everyone'), required: false }}
                object="user"
                value={owner ? [owner] : null}
                onChange={([link]) => set('owner', link ? linkId(link) : null)}
              />
            </div>
          )}
        </div>
      </header>
      {figures.isPending ? (
        <Skeleton rows={10} height={24} />
      ) : figures.isError ? (
        <Empty
          tone="error"
          title={t('sales.failed')}
          action={<Button onClick={() => void figures.refetch()}>{t('common.retry')}</Button>}
        >
          {reasonOf(figures.error)}
        </Empty>
      ) : figures.data.stages.every((s) => s.count === 0) &&
        countOf(figures.data.won) + countOf(figures.data.lost) + countOf(figures.data.open) === 0 ? (
        <Empty
          title={t('sales.empty')}
          action={
            <>
              <Button type="primary" onClick={() => navigate('/import/opportunity')}>
                {t('list.importFile')}
              </Button>
              <Button onClick={() => navigate('/o/opportunity?new=1')}>
                {t('list.new', { object: opportunity?.label ?? '' })}
              </Button>
            </>
          }
        >
          {t('sales.emptyHint')}
        </Empty>
      ) : (
        <Figures figures={figures.data} />
      )}
    </div>
  );
}

function queryOf(period: Period | null, owner: string | null, userId: string): string {
  const query = new URLSearchParams();
  if (period && periods.includes(period)) {
    const [from, to] = boundsOf(period, false).map((alias) => resolveAliases(alias, { userId, now: dayjs() }));
    query.set('from', from ?? '');
    query.set('to', dayjs(to).subtract(1, 'day').format('YYYY-MM-DD'));
  }
  if (owner) query.set('owner', owner);
  return query.toString();
}

function Figures({ figures }: { figures: SalesFigures }) {
  const t = useText();
  const { company } = useWorkspace();
  const [by, setBy] = useState<'byOwner' | 'byProduct' | 'byRegion'>('byOwner');
  const opportunity = useDefinitions().find('opportunity');
  const open = figures.stages.filter((s) => s.type === 'open');
  const openAmount = open.reduce((sum, s) => sum + s.amount, 0);
  const weighted = open.reduce((sum, s) => sum + (s.weighted ?? 0), 0);
  const money = (value: number) => formatMoneyShort(value, company.currency);
  const lost = countOf(figures.lost);
  const tiles = [
    {
      label: t('sales.wonAmount'),
      value: money(figures.wonAmount),
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
              <strong>{tile.value}</strong>
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
        <section className={`${styles.card} ${styles.big}`}>
          <h2>{t('sales.funnel')}</h2>
          <Funnel stages={figures.stages} />
        </section>
        <section className={styles.card}>
          <h2>{t('sales.lossReasons')}</h2>
          {figures.lossReasons.length ? (
            <Ranking slices={figures.lossReasons.slice(0, 5)} measure="count" tone="danger" />
          ) : (
            <p className={styles.none}>{t('sales.noLosses')}</p>
          )}
        </section>
        <section className={`${styles.card} ${styles.big}`}>
          <h2>{t('sales.weekly')}</h2>
          {figures.weekly.length ? (
            <Suspense fallback={<Skeleton rows={6} />}>
              <WeeklyChart weeks={figures.weekly} />
            </Suspense>
          ) : (
            <p className={styles.none}>{t('sales.noWeeks')}</p>
          )}
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
    </>
  );
}
