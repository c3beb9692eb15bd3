import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { type Asked, useForecast, useWaterfall, type Waterfall } from '../api/forecast.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { FailedFigures } from '../home/FailedFigures.tsx';
import { addDays, formatDay, formatMoney, formatMoneyShort, formatNumber } from '../i18n/format.ts';
import { type TextKey, useText } from '../i18n/text.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './Changes.module.css';
import { ChangesDeals } from './ChangesDeals.tsx';
import { endOf } from './periods.ts';
import { rowName } from './rowName.ts';
import { type ForecastState, scopeOf } from './useForecastState.ts';

/** What became of the open deals of the period between two days. */
export function ChangesSheet({ state }: { state: ForecastState }) {
  const t = useText();
  const { unit, start, today, set } = state;
  const from = state.from ?? addDays(earlierOf(start, today), start > today ? -30 : -1);
  const to = state.to ?? earlierOf(endOf(unit, start), today);
  const asked: Asked = { period: unit, start, ...scopeOf(state.whose) };
  const waterfall = useWaterfall(asked, from, to);
  const [step, setStep] = useState<string>();
  return (
    <>
      <div className={styles.filters}>
        <Day label={t('changes.from')} value={from} today={today} onChange={(next) => set({ from: next })} />
        <Day label={t('changes.to')} value={to} today={today} onChange={(next) => set({ to: next })} />
        <WhoseChoice state={state} />
      </div>
      <p className={styles.hint}>{t('changes.hint')}</p>
      {waterfall.isPending ? (
        <Skeleton rows={8} height={28} />
      ) : waterfall.isError ? (
        <FailedFigures title={t('forecast.failed')} error={waterfall.error} onRetry={() => void waterfall.refetch()} />
      ) : (
        <div className={styles.columns}>
          <section className={styles.card}>
            <Bars waterfall={waterfall.data} chosen={step} onChoose={(next) => setStep(next === step ? undefined : next)} />
          </section>
          <div className={styles.side}>
            {step && waterfall.data.steps.some((s) => s.kind === step) && (
              <ChangesDeals asked={asked} from={waterfall.data.from} to={waterfall.data.to} step={step} />
            )}
            <Pushes waterfall={waterfall.data} />
          </div>
        </div>
      )}
    </>
  );
}

function earlierOf(...days: string[]): string {
  return days.sort()[0] as string;
}

function Day(props: { label: string; value: string; today: string; onChange(next: string | undefined): void }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the picker is the control
    <label className={styles.field}>
      <span>{props.label}</span>
      <DatePicker
        aria-label={props.label}
        allowClear={false}
        value={dayjs(props.value)}
        maxDate={dayjs(props.today)}
        onChange={(day) => props.onChange(day?.format('YYYY-MM-DD'))}
      />
    </label>
  );
}

/** Whose deals are looked at: of the lines that the forecast has. */
export function WhoseChoice({ state }: { state: ForecastState }) {
  const t = useText();
  const page = useForecast({ period: state.unit, start: state.start });
  const rows = page.data?.rows.filter((row) => row.kind === 'department' || row.kind === 'person') ?? [];
  if (rows.length < 2) return null;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the select is the control
    <label className={styles.field}>
      <span>{t('changes.whose')}</span>
      <Select
        aria-label={t('changes.whose')}
        showSearch={{ optionFilterProp: 'label' }}
        style={{ minWidth: 160 }}
        value={state.whose ?? ''}
        options={[{ value: '', label: t('changes.all') }, ...rows.map((row) => ({ value: row.key, label: rowName(row) }))]}
        onChange={(next) => state.set({ whose: next || undefined })}
      />
    </label>
  );
}

interface BarsProps {
  waterfall: Waterfall;
  chosen: string | undefined;
  onChoose(step: string): void;
}

/** The start, each step where the one before left off, and the end. */
function Bars({ waterfall, chosen, onChoose }: BarsProps) {
  const t = useText();
  const { company } = useWorkspace();
  let at = waterfall.start;
  const steps = waterfall.steps.map((step) => {
    const before = at;
    at += step.amount;
    return { ...step, low: Math.min(before, at), high: Math.max(before, at) };
  });
  const most = Math.max(1, waterfall.start, waterfall.end, ...steps.map((s) => s.high));
  const least = Math.min(0, ...steps.map((s) => s.low));
  const place = (low: number, high: number) => ({
    left: `${((low - least) / (most - least)) * 100}%`,
    width: `${Math.max(0.4, ((high - low) / (most - least)) * 100)}%`,
  });
  const whole = (label: string, day: string, amount: number) => (
    <li className={styles.whole}>
      <span className={styles.label}>
        {label}
        <small>{formatDay(day)}</small>
      </span>
      <span className={styles.track}>
        <i style={place(Math.min(0, amount), Math.max(0, amount))} />
      </span>
      <strong title={formatMoney(amount, company.currency)}>{formatMoneyShort(amount, company.currency)}</strong>
    </li>
  );
  return (
    <ol className={styles.bars}>
      {whole(t('changes.start'), waterfall.from, waterfall.start)}
      {steps.length === 0 && <li className={styles.nothing}>{t('changes.none')}</li>}
      {steps.map((step) => (
        <li key={step.kind}>
          <button type="button" aria-pressed={chosen === step.kind} onClick={() => onChoose(step.kind)}>
            <span className={styles.label}>
              {t(`changes.${step.kind}` as TextKey)}
              <small>{t('changes.entries', { count: formatNumber(step.deals) })}</small>
            </span>
            <span className={styles.track}>
              <i data-tone={step.kind === 'won' ? 'won' : step.amount < 0 ? 'less' : 'more'} style={place(step.low, step.high)} />
            </span>
            <strong title={formatMoney(step.amount, company.currency)}>
              {step.amount > 0 ? '+' : ''}
              {formatMoneyShort(step.amount, company.currency)}
            </strong>
          </button>
        </li>
      ))}
      {whole(t('changes.end'), waterfall.to, waterfall.end)}
    </ol>
  );
}

/** Who postponed deals of the period, and how much left it by that. */
function Pushes({ waterfall }: { waterfall: Waterfall }) {
  const t = useText();
  const { company } = useWorkspace();
  return (
    <section className={styles.card}>
      <h2>{t('changes.pushes')}</h2>
      {waterfall.pushes.length === 0 ? (
        <p className={styles.hint}>{t('changes.pushesNone')}</p>
      ) : (
        <ul className={styles.pushes}>
          {waterfall.pushes.map((push) => (
            <li key={push.person}>
              <span>{push.name ?? '—'}</span>
              <span>{t('changes.pushCount', { count: push.count })}</span>
              {push.slipped > 0 && (
                <small>
                  {t('changes.slipped', {
                    count: formatNumber(push.slipped),
                    amount: formatMoneyShort(push.amount, company.currency),
                  })}
                </small>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
