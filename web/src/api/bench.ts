import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { recordKeys } from '../records/recordCache.ts';
import { request } from './http.ts';
import { createRecord, deleteRecord, listRecords, patchRecord } from './records.ts';
import type { Schemas } from './schemas.ts';

/** One card of a work bench. */
export type BenchCard = Schemas['BenchCard'];

/** What to act on today. */
export type Today = Schemas['Today'];

export type TodayItem = Schemas['TodayItem'];

export type TodayReason = Schemas['TodayReason'];

const kind = 'work_bench';
const benchKey = ['bench'] as const;

/** One's own cards, and those one begins with. */
export function useBench() {
  return useQuery({
    queryKey: benchKey,
    queryFn: ({ signal }) => request<Schemas['Bench']>('/api/pages/bench', { signal }),
    staleTime: 5 * 60_000,
  });
}

export function useToday(top: number, enabled = true) {
  return useQuery({
    queryKey: [...recordKeys.today, top],
    queryFn: ({ signal }) => request<Today>(`/api/pages/today?top=${top}`, { signal }),
    enabled,
    staleTime: 30_000,
    refetchInterval: 5 * 60_000,
  });
}

/** What waits for one's own decision; kept up to date by the open line, as the answer says of which objects it is. */
export function useApprovals() {
  return useQuery({
    queryKey: recordKeys.approvals,
    queryFn: ({ signal }) => request<Schemas['Approvals']>('/api/pages/approvals', { signal }),
    staleTime: 15_000,
  });
}

/** Whose cards are arranged: one's own, or those that everybody or a role begins with. */
export interface BenchOwner {
  shared: boolean;
  role: string | null;
}

/** The cards that a role, or everybody, begins with. */
export function useDefaultBench(owner: BenchOwner | null) {
  return useQuery({
    queryKey: [...benchKey, 'default', owner?.role ?? null],
    queryFn: async ({ signal }) => {
      const filter = `shared eq true and role eq ${owner?.role ?? 'null'}`;
      const { value } = await listRecords(kind, { filter, select: ['id', 'cards'], top: 1 }, signal);
      return value[0] ? { id: value[0].id, cards: value[0].cards as BenchCard[] } : null;
    },
    enabled: owner?.shared === true,
  });
}

/** Keeps an arrangement: a first one is made, a later one changed. */
export function useKeepBench() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, owner, cards }: { id: string | undefined; owner: BenchOwner; cards: readonly BenchCard[] }) =>
      id
        ? patchRecord(kind, id, { cards })
        : createRecord(kind, owner.shared ? { cards, ...owner } : { cards }, crypto.randomUUID()),
    onSettled: () => client.invalidateQueries({ queryKey: benchKey }),
  });
}

/** Takes one's own arrangement away: the one that one began with holds again. */
export function useResetBench() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => deleteRecord(kind, id),
    onSettled: () => client.invalidateQueries({ queryKey: benchKey }),
  });
}
