import { useQuery } from '@tanstack/react-query';
import { request } from './http.ts';

/** A mark on the page; `filter` is the OData text of the records behind it. */
interface Mark {
  filter?: string;
}

/** How long the middle and nine of ten took no longer than, in days. */
export interface Spread {
  p50: number;
  p90: number;
}

/** The deals that came into one stage in one week; `filter` is of their stays in the stage history. */
export interface Cohort extends Mark {
  week: string;
  stage: string;
  entered: number;
  went_on: number;
  conversion: number;
  delta?: number | null;
  dwell?: Spread | null;
}

export interface StageFigures extends Mark {
  id: string;
  name: string;
  type: 'open' | 'won' | 'lost';
  color?: string;
  count: number;
  amount: number;
  weighted?: number;
  /** Share (0–1) of the deals that entered this stage and went on. */
  conversion?: number | null;
  dwell_days?: number | null;
  dwell?: Spread | null;
  work_dwell?: Spread | null;
}

export interface Total extends Mark {
  count: number;
  amount: number;
}

export interface Slice extends Mark {
  value: string | null;
  label: string | null;
  count: number;
  amount: number;
  won?: number;
  lost?: number;
  winRate?: number | null;
  share?: number;
}

export interface Week extends Mark {
  week: string;
  entered: number;
  won: number;
  lost: number;
  conversion?: number | null;
  delta?: number | null;
}

export interface SalesFigures {
  stages: StageFigures[];
  won: number | Total;
  lost: number | Total;
  open: number | Total;
  winRate: number | null;
  cycleDays: number | null;
  wonAmount: number;
  lossReasons: Slice[];
  byOwner: Slice[];
  byProduct: Slice[];
  byRegion: Slice[];
  weekly: Week[];
  cohorts: Cohort[];
}

export function useSalesFigures(query: string) {
  return useQuery({
    queryKey: ['sales', query],
    queryFn: ({ signal }) => request<SalesFigures>(`/api/pages/sales${query ? `?${query}` : ''}`, { signal }),
    placeholderData: (previous) => previous,
    staleTime: 60_000,
  });
}

export function countOf(total: number | Total | undefined): number {
  return typeof total === 'number' ? total : (total?.count ?? 0);
}

export function filterOf(total: number | Total | undefined): string | undefined {
  return typeof total === 'number' ? undefined : total?.filter;
}
