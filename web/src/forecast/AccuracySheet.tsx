import { Select } from 'antd';
import { useState } from 'react';
import { type Accuracy, useAccuracy } from '../api/forecast.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { FailedFigures } from '../home/FailedFigures.tsx';
import { formatDay, formatMoney, formatMoneyShort, formatShare } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { Empty } from '../ui/Empty.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import changes from './Changes.module.css';
import { WhoseChoice } from './ChangesSheet.tsx';
import styles from './Forecast.module.css';
import { nameOf, type Unit } from './periods.ts';
import { type ForecastState, scopeOf } from './useForecastState.ts';

const looks = ['at_start', 'in_middle', 'before_end'] as const;
const labels = { at_start: 'accuracy.atStart', in_middle: 'accuracy.inMiddle', before_end: 'accuracy.beforeEnd' } as const;
const means = { at_start: 'start_error', in_middle: 'middle_error', before_end: 'end_error' } as const;

/** How good forecasts were, period by period. */
export function AccuracySheet({ state }: { state: ForecastState }) {
  const t = useText();
  const [count, setCount] = useState(6);
  const accuracy = useAccuracy({ period: state.unit, ...scopeOf(state.whose) }, count);
  return (
    <>
      <div className={changes.filters}>
        <WhoseChoice state={state} />
        <Select
          aria-label={t('accuracy.count')}
          value={count}
          options={[6, 9, 12].map((value) => ({ value, label: t('accuracy.periods', { count: value }) }))}
          onChange={setCount}
        />
      </div>
      <p className={changes.hint}>{t('accuracy.hint')}</p>
      {accuracy.isPending ? (
        <Skeleton rows={6} height={28} />
      ) : accuracy.isError ? (
        <FailedFigures title={t('forecast.failed')} error={accuracy.error} onRetry={() => void accuracy.refetch()} />
      ) : accuracy.data.periods.every((period) => period.before_end === null && period.won === 0) ? (
        <Empty title={t('accuracy.none')}>
          {accuracy.data.since ? t('accuracy.noneHint', { day: formatDay(accuracy.data.since) }) : undefined}
        </Empty>
      ) : (
        <Periods accuracy={accuracy.data} unit={state.unit} />
      )}
    </>
  );
}

function Periods({ accuracy, unit }: { accuracy: Accuracy; unit: Unit }) {
  const t = useText();
  const { company } = useWorkspace();
  return (
    <>
      <div className={styles.tiles}>
        {looks.map((look) => (
          <div key={look} className={styles.tile}>
            <span>{t(labels[look])}</span>
            <strong>{formatShare(accuracy[means[look]], 1)}</strong>
            <small>{t('accuracy.mean')}</small>
          </div>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroller} aria-label={t('forecast.tab.accuracy')} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('accuracy.period')}</th>
              {looks.map((look) => (
                <th key={look} scope="col">
                  {t(labels[look])}
                </th>
              ))}
              <th scope="col">{t('accuracy.won')}</th>
            </tr>
          </thead>
          <tbody>
            {accuracy.periods.map((period) => (
              <tr key={period.from}>
                <th scope="row">{nameOf(unit, period.from)}</th>
                {looks.map((look) => (
                  <td key={look}>
                    <Look said={period[look]} won={period.won} />
                  </td>
                ))}
                <td>
                  <strong title={formatMoney(period.won, company.currency)}>
                    {formatMoneyShort(period.won, company.currency)}
                  </strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Look({ said, won }: { said: number | null; won: number }) {
  const { company } = useWorkspace();
  if (said === null) return <span className={styles.faint}>—</span>;
  const off = won > 0 ? (said - won) / won : null;
  return (
    <span className={styles.amount}>
      <span title={formatMoney(said, company.currency)}>{formatMoneyShort(said, company.currency)}</span>
      {off !== null && (
        <small className={Math.abs(off) <= 0.1 ? styles.ahead : Math.abs(off) > 0.3 ? styles.behind : undefined}>
          {off > 0 ? '+' : ''}
          {formatShare(off, 0)}
        </small>
      )}
    </span>
  );
}
