import { useQuery } from '@tanstack/react-query';
import { request } from './http.ts';
import type { Schemas } from './schemas.ts';

export type GroupReport = Schemas['GroupReport'];
export type GroupFigures = Schemas['GroupFigures'];

export function useGroup(account: string) {
  return useQuery({
    queryKey: ['group', account],
    queryFn: ({ signal }) => request<GroupReport>(`/api/pages/group?account=${account}`, { signal }),
    staleTime: 15_000,
  });
}
