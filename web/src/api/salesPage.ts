import { useQuery } from '@tanstack/react-query';
import { request } from './http.ts';
import type { Schemas } from './schemas.ts';

export type StageFigures = Schemas['StageFigures'];

export type Spread = NonNullable<Schemas['Spread']>;

export type Cohort = Schemas['SalesCohort'];

export type Total = Schemas['SalesTotal'];

export type Slice = Schemas['SalesSlice'];

export type Week = Schemas['SalesWeek'];

export type SalesFigures = Schemas['SalesFigures'];

export function useSalesFigures(query: string) {
  return useQuery({
    queryKey: ['sales', query],
    queryFn: ({ signal }) => request<SalesFigures>(`/api/pages/sales${query ? `?${query}` : ''}`, { signal }),
    placeholderData: (previous) => previous,
    staleTime: 60_000,
  });
}

export function countOf(total: Total | undefined): number {
  return total?.count ?? 0;
}

export function filterOf(total: Total | undefined): string | undefined {
  return total?.filter;
}
