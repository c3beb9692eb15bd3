import { Button, DatePicker, Segmented } from 'antd';
import dayjs from 'dayjs';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { usePageTitle } from '../app/usePageTitle.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { useText } from '../i18n/text.ts';
import page from '../ui/Page.module.css';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { AccuracySheet } from './AccuracySheet.tsx';
import { ChangesSheet } from './ChangesSheet.tsx';
import styles from './Forecast.module.css';
import { ForecastSheet } from './ForecastSheet.tsx';
import { LeaderboardSheet } from './LeaderboardSheet.tsx';
import { nameOf, shift, startOf, units } from './periods.ts';
import { TargetsSheet } from './TargetsSheet.tsx';
import { type ForecastState, tabs, useForecastState } from './useForecastState.ts';
import { WorkloadSheet } from './WorkloadSheet.tsx';

const SpreadDialog = lazy(() => import('./SpreadDialog.tsx').then((module) => ({ default: module.SpreadDialog })));

const sheets = {
  forecast: ForecastSheet,
  targets: TargetsSheet,
  changes: ChangesSheet,
  accuracy: AccuracySheet,
  leaderboard: LeaderboardSheet,
  workload: WorkloadSheet,
};

/** Where the period will end: targets, what is closed and expected, what changed, how good forecasts were, who leads and who has too much to do. */
export function ForecastPage() {
  const t = useText();
  const state = useForecastState();
  const maySpread = useDefinitions().find('sales_target')?.can.create;
  const [spreads, setSpreads] = useState(false);
  usePageTitle(t('forecast.title'));
  const Sheet = sheets[state.tab];
  return (
    <div className={page.page} data-wide="">
      <header className={page.head}>
        <h1>{t('forecast.title')}</h1>
        <div className={page.tools}>
          {state.tab !== 'workload' && <PeriodChoice state={state} />}
          {maySpread && (
            <Button className={styles.spread} onClick={() => setSpreads(true)}>
              {t('spread.open')}
            </Button>
          )}
        </div>
      </header>
      <div>
        <Tabs
          label={t('forecast.tabs')}
          items={tabs.map((key) => ({ key, label: t(`forecast.tab.${key}`) }))}
          activeKey={state.tab}
          onChange={(tab) => state.set({ tab: tab === 'forecast' ? undefined : tab })}
        />
        <Sheet state={state} />
      </div>
      {spreads && (
        <Suspense fallback={<Skeleton rows={1} />}>
          <SpreadDialog onClose={() => setSpreads(false)} />
        </Suspense>
      )}
    </div>
  );
}

function PeriodChoice({ state }: { state: ForecastState }) {
  const t = useText();
  const { today, set } = state;
  // Targets are looked at a year at a time.
  const isYear = state.tab === 'targets';
  const unit = isYear ? 'year' : state.unit;
  const start = startOf(unit, state.start);
  const go = (to: string) => set({ start: to === startOf(unit, today) ? undefined : to, from: undefined, to: undefined });
  return (
    <div className={styles.period}>
      {!isYear && (
        <Segmented
          aria-label={t('forecast.unit')}
          value={unit}
          options={units.map((value) => ({ value, label: t(`forecast.unit.${value}`) }))}
          onChange={(next) => set({ period: next === 'quarter' ? undefined : next, from: undefined, to: undefined })}
        />
      )}
      {state.tab !== 'accuracy' && (
        <div className={styles.steps}>
          <Button
            type="text"
            aria-label={t('forecast.earlier')}
            icon={<ChevronLeft size={16} aria-hidden="true" />}
            onClick={() => go(shift(unit, start, -1))}
          />
          <button type="button" className={styles.current} title={t('forecast.current')} onClick={() => go(startOf(unit, today))}>
            {nameOf(unit, start)}
          </button>
          <Button
            type="text"
            aria-label={t('forecast.later')}
            icon={<ChevronRight size={16} aria-hidden="true" />}
            onClick={() => go(shift(unit, start, 1))}
          />
        </div>
      )}
      {state.tab === 'forecast' && (
        <DatePicker
          aria-label={t('forecast.asOf')}
          placeholder={t('forecast.asOf')}
          value={state.asOf ? dayjs(state.asOf) : null}
          maxDate={dayjs(today).subtract(1, 'day')}
          onChange={(day) => set({ as_of: day?.format('YYYY-MM-DD') })}
        />
      )}
    </div>
  );
}
