import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ForecastRow } from '../api/forecast.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { drillTo } from '../home/drillTo.ts';
import { formatMoney, formatMoneyShort } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { AmountCell } from './AmountCell.tsx';
import styles from './Forecast.module.css';
import type { Adjusting } from './ForecastSheet.tsx';
import { notSpread } from './notSpread.ts';
import { type Counting, categories, dealsOf } from './numbers.ts';
import { rowName } from './rowName.ts';

export interface LinesProps {
  rows: readonly ForecastRow[];
  from: string;
  to: string;
  counting: Counting;
  /** Of a day that is over: how likely deals were then is not known. */
  isPast: boolean;
  onAdjust?(what: Adjusting): void;
}

/** The lines as a tree: company, departments, people. */
export function ForecastTable({ rows, from, to, counting, isPast, onAdjust }: LinesProps) {
  const t = useText();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const isHidden = (row: ForecastRow): boolean => {
    const above = row.parent ? byKey.get(row.parent) : undefined;
    return above !== undefined && (closed.has(above.key) || isHidden(above));
  };
  const parents = new Set(rows.map((row) => row.parent));
  const toggle = (key: string) => {
    const next = new Set(closed);
    if (!next.delete(key)) next.add(key);
    setClosed(next);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.scroller} aria-label={t('forecast.tab.forecast')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('forecast.name')}</th>
            <th scope="col">{t('forecast.target')}</th>
            <th scope="col">{t('forecast.closed')}</th>
            {categories.map((category) => (
              <th key={category} scope="col">
                {t(`forecast.${category}`)}
              </th>
            ))}
            <th scope="col" title={t('forecast.weightedHint')}>
              {t('forecast.weighted')}
            </th>
            <th scope="col" title={t('forecast.landingHint')}>
              {t('forecast.landing')}
            </th>
            <th scope="col">{t('forecast.gap')}</th>
          </tr>
        </thead>
        <tbody>
          {rows
            .filter((row) => !isHidden(row))
            .map((row) => (
              <tr key={row.key} data-kind={row.kind}>
                <th scope="row">
                  <span className={styles.name} style={{ paddingInlineStart: row.depth * 20 }}>
                    {parents.has(row.key) ? (
                      <button
                        type="button"
                        className={styles.fold}
                        aria-expanded={!closed.has(row.key)}
                        aria-label={rowName(row)}
                        onClick={() => toggle(row.key)}
                      >
                        {closed.has(row.key) ? (
                          <ChevronRight size={14} aria-hidden="true" />
                        ) : (
                          <ChevronDown size={14} aria-hidden="true" />
                        )}
                      </button>
                    ) : (
                      <i className={styles.fold} />
                    )}
                    {row.kind === 'person' && <Avatar name={rowName(row)} size={20} />}
                    <span>{rowName(row)}</span>
                  </span>
                </th>
                <td>
                  <Target row={row} rows={rows} />
                </td>
                <td>
                  <ClosedAmount row={row} from={from} to={to} />
                </td>
                {categories.map((category) => (
                  <td key={category}>
                    <AmountCell
                      row={row}
                      rows={rows}
                      category={category}
                      counting={counting}
                      from={from}
                      to={to}
                      onAdjust={onAdjust && (() => onAdjust({ row, category }))}
                    />
                  </td>
                ))}
                <td>{isPast ? <span className={styles.faint}>—</span> : <Money value={row.effective.weighted} />}</td>
                <td>
                  <strong>
                    <Money value={row.effective.landing} />
                  </strong>
                </td>
                <td>
                  <Gap row={row} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}

export function Money({ value }: { value: number }) {
  const { company } = useWorkspace();
  return <span title={formatMoney(value, company.currency)}>{formatMoneyShort(value, company.currency)}</span>;
}

/** The target, and by how much it differs from those below it where it was set by itself. */
export function Target({ row, rows }: { row: ForecastRow; rows: readonly ForecastRow[] }) {
  const t = useText();
  const { company } = useWorkspace();
  if (row.target === null) return <span className={styles.faint}>—</span>;
  const rest = notSpread(row, rows);
  const words = rest !== undefined && {
    amount: formatMoneyShort(Math.abs(rest), company.currency),
    sum: formatMoneyShort(row.target - rest, company.currency),
  };
  return (
    <span className={styles.amount}>
      <span
        className={row.target_is_sum ? styles.faint : undefined}
        title={row.target_is_sum ? t('forecast.targetSum') : undefined}
      >
        <Money value={row.target} />
      </span>
      {words && (
        <small title={t('forecast.setItself', words)}>
          {t((rest ?? 0) > 0 ? 'forecast.notSpread' : 'forecast.overSpread', words)}
        </small>
      )}
    </span>
  );
}

export function ClosedAmount({ row, from, to }: { row: ForecastRow; from: string; to: string }) {
  return (
    <Link to={drillTo(dealsOf(row, 'closed', 'single', from, to))}>
      <Money value={row.effective.closed} />
    </Link>
  );
}

/** How far what is expected lies from the target. */
export function Gap({ row }: { row: ForecastRow }) {
  const t = useText();
  const { company } = useWorkspace();
  if (row.target === null) return <span className={styles.faint}>{t('forecast.noTarget')}</span>;
  const gap = row.effective.landing - row.target;
  const amount = formatMoneyShort(Math.abs(gap), company.currency);
  return (
    <span className={gap >= 0 ? styles.ahead : styles.behind}>
      {gap >= 0 ? t('forecast.ahead', { amount }) : t('forecast.behind', { amount })}
    </span>
  );
}
