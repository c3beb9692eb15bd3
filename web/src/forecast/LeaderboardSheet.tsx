import { Segmented } from 'antd';
import { useState } from 'react';
import { type Measure, useLeaderboard } from '../api/forecast.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { type Bar, Bars } from '../bench/cards/Bars.tsx';
import { drillTo } from '../home/drillTo.ts';
import { FailedFigures } from '../home/FailedFigures.tsx';
import { formatMoneyShort, formatShare } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { Empty } from '../ui/Empty.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import changes from './Changes.module.css';
import type { ForecastState } from './useForecastState.ts';

const measures: readonly Measure[] = ['won', 'contracted', 'received'];

/** Who reached how much, of what, in the period; the mark is the target. */
export function LeaderboardSheet({ state }: { state: ForecastState }) {
  const t = useText();
  const { company } = useWorkspace();
  const [measure, setMeasure] = useState<Measure>('won');
  const [of, setOf] = useState<'people' | 'departments'>('people');
  const board = useLeaderboard({ period: state.unit, start: state.start }, measure);
  const rows = board.data?.[of] ?? [];
  const most = Math.max(1, ...rows.flatMap((row) => [row.amount, row.target ?? 0]));
  const bars = rows.map(
    (row, index): Bar => ({
      key: row.id,
      label: `${index + 1}. ${row.name ?? '—'}`,
      value: Math.max(0, row.amount),
      mark: row.target ?? undefined,
      text: [
        formatMoneyShort(row.amount, company.currency),
        row.target ? formatShare(row.amount / row.target, 0) : undefined,
        t('board.records', { count: row.count }),
      ]
        .filter(Boolean)
        .join(' · '),
      color: row.target !== null && row.amount >= row.target ? 'green' : undefined,
      to: drillTo(row.filter, row.object),
    }),
  );
  return (
    <>
      <div className={changes.filters}>
        <Segmented
          aria-label={t('board.measure')}
          value={measure}
          options={measures.map((value) => ({ value, label: t(`board.${value}`) }))}
          onChange={setMeasure}
        />
        {(board.data?.departments.length ?? 0) > 0 && (
          <Segmented
            aria-label={t('board.of')}
            value={of}
            options={(['people', 'departments'] as const).map((value) => ({ value, label: t(`board.${value}`) }))}
            onChange={setOf}
          />
        )}
      </div>
      {board.isPending ? (
        <Skeleton rows={6} height={28} />
      ) : board.isError ? (
        <FailedFigures title={t('forecast.failed')} error={board.error} onRetry={() => void board.refetch()} />
      ) : !board.data.measures.includes(measure) ? (
        <Empty title={t('board.noData', { measure: t(`board.${measure}`) })}>{t('board.noDataHint')}</Empty>
      ) : bars.length === 0 ? (
        <Empty title={t('board.empty')} />
      ) : (
        <section className={changes.card}>
          <p className={changes.hint}>
            {t('spread.total')} {formatMoneyShort(board.data.amount, company.currency)}
            {board.data.target ? ` · ${formatShare(board.data.amount / board.data.target, 0)}` : ''}
          </p>
          <Bars bars={bars} most={most} />
        </section>
      )}
    </>
  );
}
