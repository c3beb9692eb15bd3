import { useSearchParams } from 'react-router';
import { useWorkspace } from '../app/workspace.tsx';
import { todayIn } from '../i18n/format.ts';
import type { Counting } from './numbers.ts';
import { startOf, type Unit, units } from './periods.ts';

export const tabs = ['forecast', 'targets', 'changes', 'accuracy', 'leaderboard', 'workload'] as const;
export type Tab = (typeof tabs)[number];

/** What the address says of the page: what is looked at, of which period, counted how. */
export function useForecastState() {
  const [params, setParams] = useSearchParams();
  const { company } = useWorkspace();
  const today = todayIn(company.timezone);
  const unit = units.find((u) => u === params.get('period')) ?? 'quarter';
  const set = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParams(next, { replace: true });
  };
  const day = (name: string) => (/^\d{4}-\d\d-\d\d$/.test(params.get(name) ?? '') ? (params.get(name) as string) : undefined);
  return {
    today,
    tab: tabs.find((tab) => tab === params.get('tab')) ?? 'forecast',
    unit: unit as Unit,
    start: startOf(unit, day('start') ?? today),
    counting: (params.get('counting') === 'single' ? 'single' : 'cumulative') as Counting,
    asOf: day('as_of'),
    from: day('from'),
    to: day('to'),
    whose: params.get('whose') ?? undefined,
    set,
  };
}

export type ForecastState = ReturnType<typeof useForecastState>;

/** A line's key as the parameters of a request. */
export function scopeOf(whose: string | undefined): { owner?: string; department?: string } {
  const [kind, id] = (whose ?? '').split(' ');
  return kind === 'person' ? { owner: id } : kind === 'department' ? { department: id } : {};
}
