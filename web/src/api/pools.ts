import { useQuery } from '@tanstack/react-query';
import { request } from './http.ts';
import type { Schemas } from './schemas.ts';

export type PoolOfPerson = Schemas['PoolOfPerson'];

export const poolKeys = { mine: ['pools'] as const };

/** The sea pools one takes part in, and what is left of today's limits. */
export function usePools() {
  return useQuery({
    queryKey: poolKeys.mine,
    queryFn: async ({ signal }) => (await request<{ pools: PoolOfPerson[] }>('/api/pages/pools', { signal })).pools,
    staleTime: 15_000,
  });
}

/** How many one may still take or open today; nothing where there is no limit. */
export function leftOf(limit: number | null, used: number): number | undefined {
  return limit === null ? undefined : Math.max(0, limit - used);
}
