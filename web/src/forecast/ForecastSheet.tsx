import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type ForecastRow, useForecast } from '../api/forecast.ts';
import { usePhone } from '../app/usePhone.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { drillTo } from '../home/drillTo.ts';
import { FailedFigures } from '../home/FailedFigures.tsx';
import { formatDay, formatMoney, formatMoneyShort, formatNumber, formatShare } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { Empty } from '../ui/Empty.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { AdjustDialog } from './AdjustDialog.tsx';
import { CountsTable } from './CountsTable.tsx';
import styles from './Forecast.module.css';
import { ForecastCards } from './ForecastCards.tsx';
import { ForecastTable } from './ForecastTable.tsx';
import type { Category } from './numbers.ts';
import type { ForecastState } from './useForecastState.ts';

/** A line whose number is to be adjusted. */
export interface Adjusting {
  row: ForecastRow;
  category: Category;
}

/** The forecast itself: where all that one sees stands, and line by line who expects what. */
export function ForecastSheet({ state }: { state: ForecastState }) {
  const t = useText();
  const phone = usePhone();
  const page = useForecast({ period: state.unit, start: state.start }, state.asOf);
  const [adjusting, setAdjusting] = useState<Adjusting>();
  if (page.isPending) return <Skeleton rows={8} height={28} />;
  if (page.isError) return <FailedFigures title={t('forecast.failed')} error={page.error} onRetry={() => void page.refetch()} />;
  const { rows, from, to, since, as_of: asOf } = page.data;
  const top = rows.filter((row) => row.depth === 0 && row.kind !== 'nobody');
  const Lines = phone ? ForecastCards : ForecastTable;
  const shown = rows.find((row) => row.key === adjusting?.row.key);
  return (
    <>
      {asOf && (
        <p className={styles.notice} role="status">
          {t('forecast.asOfNote', { day: formatDay(asOf) })}
          {since && asOf < since && ` · ${t('forecast.since', { day: formatDay(since) })}`}
          <Button type="link" size="small" onClick={() => state.set({ as_of: undefined })}>
            {t('forecast.current')}
          </Button>
        </p>
      )}
      {top.length === 0 ? (
        <Empty title={t('forecast.empty')}>{t('forecast.emptyHint')}</Empty>
      ) : !page.data.has_amounts ? (
        <CountsTable rows={rows} from={from} to={to} />
      ) : (
        <>
          <Tiles rows={top} from={from} to={to} isPast={Boolean(asOf)} />
          <div className={styles.tools}>
            <Segmented
              aria-label={t('forecast.counting')}
              value={state.counting}
              options={[
                { value: 'cumulative', label: t('forecast.counting.cumulative'), title: t('forecast.countingHint') },
                { value: 'single', label: t('forecast.counting.single') },
              ]}
              onChange={(next) => state.set({ counting: next === 'single' ? next : undefined })}
            />
          </div>
          <Lines
            rows={rows}
            from={from}
            to={to}
            counting={state.counting}
            isPast={Boolean(asOf)}
            onAdjust={asOf ? undefined : setAdjusting}
          />
        </>
      )}
      {adjusting && shown && (
        <AdjustDialog
          row={shown}
          category={adjusting.category}
          counting={state.counting}
          today={state.today}
          onClose={() => setAdjusting(undefined)}
        />
      )}
    </>
  );
}

/** The sum of what one sees: target, closed, expected, weighted. */
function Tiles({ rows, from, to, isPast }: { rows: readonly ForecastRow[]; from: string; to: string; isPast: boolean }) {
  const t = useText();
  const { company } = useWorkspace();
  const sum = (of: (row: ForecastRow) => number) => rows.reduce((all, row) => all + of(row), 0);
  const target = rows.some((row) => row.target !== null) ? sum((row) => row.target ?? 0) : null;
  const [closed, landing, weighted] = [
    sum((row) => row.effective.closed),
    sum((row) => row.effective.landing),
    sum((row) => row.effective.weighted),
  ];
  const money = (value: number) => formatMoneyShort(value, company.currency);
  const filter = rows.length === 1 ? rows[0]?.filter : null;
  const won = [`status eq 'won' and close_date ge ${from} and close_date le ${to}`, filter].filter(Boolean).join(' and ');
  return (
    <div className={styles.tiles}>
      <div className={styles.tile}>
        <span>{t('forecast.landing')}</span>
        <strong title={formatMoney(landing, company.currency)}>{money(landing)}</strong>
        <small>
          {target === null
            ? t('forecast.landingHint')
            : landing >= target
              ? t('forecast.ahead', { amount: money(landing - target) })
              : t('forecast.behind', { amount: money(target - landing) })}
        </small>
      </div>
      <div className={styles.tile}>
        <span>{t('forecast.target')}</span>
        <strong title={target === null ? undefined : formatMoney(target, company.currency)}>
          {target === null ? '—' : money(target)}
        </strong>
        <small>
          {target === null
            ? t('forecast.noTarget')
            : t('forecast.attained', { share: formatShare(target ? closed / target : null, 0) })}
        </small>
        {target !== null && (
          <i className={styles.track} aria-hidden="true">
            <b style={{ width: `${Math.min(100, target ? (closed / target) * 100 : 0)}%` }} />
          </i>
        )}
      </div>
      <Link className={styles.tile} to={drillTo(won)}>
        <span>{t('forecast.closed')}</span>
        <strong title={formatMoney(closed, company.currency)}>{money(closed)}</strong>
        <small>{t('forecast.deals', { count: formatNumber(sum((row) => row.effective.won)) })}</small>
      </Link>
      <div className={styles.tile}>
        <span>{t('forecast.weighted')}</span>
        <strong title={isPast ? undefined : formatMoney(weighted, company.currency)}>{isPast ? '—' : money(weighted)}</strong>
        <small>{t('forecast.weightedHint')}</small>
      </div>
    </div>
  );
}
