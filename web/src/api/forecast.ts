import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from './http.ts';
import { createRecord, listRecords } from './records.ts';
import type { Schemas } from './schemas.ts';

export type Forecast = Schemas['Forecast'];
export type ForecastRow = Schemas['ForecastRow'];
export type ForecastNumbers = Schemas['ForecastNumbers'];
export type ForecastWord = Schemas['ForecastWord'];
export type ForecastSaid = Schemas['ForecastSaid'];
export type Waterfall = Schemas['ForecastWaterfall'];
export type WaterfallDeal = Schemas['ForecastWaterfallDeal'];
export type Accuracy = Schemas['ForecastAccuracy'];
export type Leaderboard = Schemas['Leaderboard'];
export type LeaderboardRow = Schemas['LeaderboardRow'];
export type Workload = Schemas['Workload'];
export type TargetPlan = Schemas['TargetPlan'];
export type Measure = Leaderboard['measure'];

/** Figures that follow from deals, targets, adjustments and tasks: they are read again when one of these changes. */
export const forecastKey = ['forecast'] as const;

function useFigures<T>(path: string, query: Record<string, string | undefined>, enabled = true) {
  const asked = new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1])));
  return useQuery({
    queryKey: [...forecastKey, path, asked.toString()],
    queryFn: ({ signal }) => request<T>(`/api/pages/${path}?${asked}`, { signal }),
    placeholderData: (previous) => previous,
    staleTime: 15_000,
    enabled,
  });
}

/** A period, and whose deals are looked at. */
export interface Asked {
  period: string;
  start?: string;
  owner?: string;
  department?: string;
}

export const useForecast = (asked: Asked, asOf?: string) => useFigures<Forecast>('forecast', { ...asked, as_of: asOf });

export const useWaterfall = (asked: Asked, from: string, to: string) =>
  useFigures<Waterfall>('forecast/waterfall', { ...asked, from, to });

export const useWaterfallDeals = (asked: Asked, from: string, to: string, step: string | undefined) =>
  useFigures<{ deals: WaterfallDeal[] }>('forecast/waterfall/deals', { ...asked, from, to, step }, step !== undefined);

export const useAccuracy = (asked: Omit<Asked, 'start'>, count: number) =>
  useFigures<Accuracy>('forecast/accuracy', { ...asked, count: String(count) });

export const useLeaderboard = (asked: Asked, measure: Measure) =>
  useFigures<Leaderboard>('leaderboard', { period: asked.period, start: asked.start, measure });

export const useWorkload = () => useFigures<Workload>('workload', {});

/** What was ever said of one number, the latest first; what was taken back has no amount. */
export function useWords(row: Pick<ForecastRow, 'kind' | 'id'>, month: string, category: string) {
  const subject =
    row.kind === 'person' ? ` and owner eq ${row.id}` : row.kind === 'department' ? ` and department eq ${row.id}` : '';
  const filter = `level eq '${row.kind}' and month eq ${month} and category eq '${category}'${subject}`;
  return useQuery({
    queryKey: [...forecastKey, 'words', filter],
    queryFn: ({ signal }) =>
      listRecords('forecast_adjustment', { filter, orderby: 'made_at desc', expand: 'author($select=id,name)', top: 50 }, signal),
    staleTime: 15_000,
  });
}

/** Says what a number will be; without an amount what one said before is taken back. */
export function useAdjust() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (values: Record<string, unknown>) => createRecord('forecast_adjustment', values, crypto.randomUUID()),
    onSettled: () => client.invalidateQueries({ queryKey: forecastKey }),
  });
}

export function planTargets(asked: {
  year: number;
  measure: Measure;
  amount: number;
  people: string[];
  by: 'equal' | 'last_year';
}) {
  return request<TargetPlan>('/api/pages/targets/plan', { method: 'POST', body: asked });
}

export function useKeepTargets() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (plan: {
      year: number;
      measure: Measure;
      rows: { person: string; months: number[] }[];
      department: string | null;
      company: boolean;
    }) => request<{ made: number; changed: number }>('/api/pages/targets/keep', { method: 'POST', body: plan }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: forecastKey }),
        client.invalidateQueries({ queryKey: ['records', 'sales_target'] }),
      ]),
  });
}
