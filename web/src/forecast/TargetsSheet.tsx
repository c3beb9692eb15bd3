import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { InputNumber, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type ForecastRow, forecastKey, type Measure, useForecast } from '../api/forecast.ts';
import { createRecord, deleteRecord, listRecords, patchRecord, type RecordData } from '../api/records.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { FailedFigures } from '../home/FailedFigures.tsx';
import { formatMoney, formatMoneyShort, formatMonthName } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { groupedNumber } from '../records/kinds/shared/groupedNumber.ts';
import { readNumber } from '../records/kinds/shared/readNumber.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { tellError } from '../ui/toast.ts';
import styles from './Forecast.module.css';
import { rowName } from './rowName.ts';
import { amountIn, linesOf, monthsOfYear, newTarget, restOf, sumBelow, type TargetLine } from './targetGrid.ts';
import type { ForecastState } from './useForecastState.ts';

const measures: readonly Measure[] = ['won', 'contracted', 'received'];

/** The targets of a year, line by line and month by month: a click on a cell sets it. */
export function TargetsSheet({ state }: { state: ForecastState }) {
  const t = useText();
  const client = useQueryClient();
  const { definitions } = useWorkspace();
  const year = Number(state.start.slice(0, 4));
  const [measure, setMeasure] = useState<Measure>('won');
  const can = definitions.find('sales_target')?.can;
  const lines = useForecast({ period: 'year', start: `${year}-01-01` });
  const filter = `month ge ${year}-01-01 and month le ${year}-12-31 and measure eq '${measure}'`;
  const targets = useQuery({
    queryKey: ['records', 'sales_target', 'grid', filter],
    queryFn: ({ signal }) => listRecords('sales_target', { filter, top: 5000 }, signal),
    placeholderData: (previous) => previous,
  });
  const keep = useMutation({
    mutationFn: async ({ row, month, target, amount }: Kept) => {
      if (target && amount === null) await deleteRecord('sales_target', target.id);
      else if (target) await patchRecord('sales_target', target.id, { amount }, Number(target.version));
      else if (amount !== null)
        await createRecord('sales_target', newTarget(row, year, month, measure, amount), crypto.randomUUID());
    },
    onError: (error) => tellError(reasonOf(error)),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['records', 'sales_target'] }),
        client.invalidateQueries({ queryKey: forecastKey }),
      ]),
  });
  if (lines.isPending || targets.isPending) return <Skeleton rows={8} height={28} />;
  const failure = lines.error ?? targets.error;
  if (failure || !lines.data || !targets.data)
    return (
      <FailedFigures
        title={t('forecast.failed')}
        error={failure}
        onRetry={() => {
          void lines.refetch();
          void targets.refetch();
        }}
      />
    );
  const rows = lines.data.rows.filter((row) => row.kind !== 'nobody');
  const byLine = linesOf(rows, targets.data.value);
  return (
    <>
      <div className={styles.tools}>
        <Segmented
          aria-label={t('spread.measure')}
          value={measure}
          options={measures.map((value) => ({ value, label: t(`board.${value}`) }))}
          onChange={setMeasure}
        />
        <Link className={styles.beside} to="/o/sales_target?view=all">
          {t('targetGrid.list')}
        </Link>
      </div>
      {rows.length === 0 ? (
        <Empty title={t('targetGrid.empty')}>{can?.create && t('targetGrid.emptyHint')}</Empty>
      ) : (
        <>
          <p className={styles.notice}>{t(can?.edit ? 'targetGrid.hint' : 'targetGrid.hintRead')}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <section className={styles.scroller} aria-label={t('forecast.tab.targets')} tabIndex={0}>
            <table className={styles.table} data-grid="">
              <thead>
                <tr>
                  <th scope="col">{t('forecast.name')}</th>
                  {monthsOfYear.map((month) => (
                    <th key={month} scope="col">
                      {formatMonthName(month)}
                    </th>
                  ))}
                  <th scope="col">{t('spread.total')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Line
                    key={row.key}
                    row={row}
                    rows={rows}
                    byLine={byLine}
                    onKeep={can?.edit ? (month, target, amount) => keep.mutate({ row, month, target, amount }) : undefined}
                  />
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </>
  );
}

interface Kept {
  row: ForecastRow;
  month: number;
  target: RecordData | undefined;
  /** Null takes the target away. */
  amount: number | null;
}

interface LineProps {
  row: ForecastRow;
  rows: readonly ForecastRow[];
  byLine: ReadonlyMap<string, TargetLine>;
  onKeep?(month: number, target: RecordData | undefined, amount: number | null): void;
}

function Line({ row, rows, byLine, onKeep }: LineProps) {
  const { company } = useWorkspace();
  const name = rowName(row);
  const line = byLine.get(row.key);
  const t = useText();
  const below = monthsOfYear.map((month) => sumBelow(row, rows, byLine, month));
  const shown = monthsOfYear.map((month) => amountIn(line?.get(month)) ?? below[month] ?? null);
  const rest = restOf(line, below);
  const set = shown.filter((amount) => amount !== null);
  const total = set.length > 0 ? set.reduce((sum, amount) => sum + amount, 0) : null;
  return (
    <tr data-kind={row.kind}>
      <th scope="row">
        <span className={styles.name} style={{ paddingInlineStart: row.depth * 16 }}>
          {row.kind === 'person' && <Avatar name={name} size={20} />}
          <span>{name}</span>
        </span>
      </th>
      {monthsOfYear.map((month) => (
        <td key={month}>
          <TargetCell
            name={name}
            month={month}
            target={line?.get(month)}
            sum={shown[month] ?? null}
            below={below[month] ?? null}
            onKeep={onKeep && ((target, amount) => onKeep(month, target, amount))}
          />
        </td>
      ))}
      <td>
        {total === null ? (
          <span className={styles.faint}>—</span>
        ) : (
          <span className={styles.amount}>
            <strong title={formatMoney(total, company.currency)}>{formatMoneyShort(total, company.currency)}</strong>
            {rest !== 0 && (
              <small>
                {t(rest > 0 ? 'forecast.notSpread' : 'forecast.overSpread', {
                  amount: formatMoneyShort(Math.abs(rest), company.currency),
                })}
              </small>
            )}
          </span>
        )}
      </td>
    </tr>
  );
}

interface TargetCellProps {
  name: string;
  month: number;
  target: RecordData | undefined;
  /** What those below have together where there is no target. */
  sum: number | null;
  /** What those below have together, whatever is set here. */
  below: number | null;
  onKeep?(target: RecordData | undefined, amount: number | null): void;
}

function TargetCell({ name, month, target, sum, below, onKeep }: TargetCellProps) {
  const t = useText();
  const { company } = useWorkspace();
  const [typing, setTyping] = useState<{ amount: number | null }>();
  const own = amountIn(target);
  const amount = own ?? sum;
  const label = t('spread.cell', { name, month: month + 1 });
  const text = amount === null ? '—' : formatMoneyShort(amount, company.currency);
  if (typing && onKeep)
    return (
      <span className={styles.typing}>
        {/* Holds the column's width while the input stands above it. */}
        <span className={styles.set} aria-hidden="true">
          {text}
        </span>
        <InputNumber<number>
          autoFocus
          size="small"
          controls={false}
          min={0}
          max={1e12}
          aria-label={label}
          value={typing.amount}
          formatter={groupedNumber}
          parser={(typed) => readNumber(typed ?? '') as number}
          // What the input says while it is left comes too late.
          onChange={(next) => setTyping((now) => now && { amount: next })}
          onFocus={(event) => event.target.select()}
          onPressEnter={(event) => (event.target as HTMLInputElement).blur()}
          onKeyDown={(event) => event.key === 'Escape' && setTyping(undefined)}
          onBlur={() => {
            if (typing.amount !== own) onKeep(target, typing.amount);
            setTyping(undefined);
          }}
        />
      </span>
    );
  const title =
    amount === null
      ? undefined
      : own === null
        ? `${t('forecast.targetSum')} ${formatMoney(amount, company.currency)}`
        : below !== null && below !== amount
          ? `${formatMoney(amount, company.currency)} · ${t('forecast.setItself', { sum: formatMoney(below, company.currency) })}`
          : formatMoney(amount, company.currency);
  const look = own === null ? styles.faint : undefined;
  if (!onKeep)
    return (
      <span className={look} title={title}>
        {text}
      </span>
    );
  return (
    <button
      type="button"
      className={styles.set}
      aria-label={`${label} ${text}`}
      title={title}
      onClick={() => setTyping({ amount: own })}
    >
      <span className={look}>{text}</span>
    </button>
  );
}
