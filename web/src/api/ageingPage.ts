import { useQuery } from '@tanstack/react-query';
import { request } from './http.ts';
import type { Schemas } from './schemas.ts';

export type AgeingReport = Schemas['AgeingReport'];
export type AgeingRow = Schemas['AgeingRow'];

export function useAgeing(by: string, enabled: boolean) {
  return useQuery({
    queryKey: ['ageing', by],
    queryFn: ({ signal }) => request<AgeingReport>(`/api/pages/ageing?by=${encodeURIComponent(by)}`, { signal }),
    enabled,
    staleTime: 30_000,
  });
}
