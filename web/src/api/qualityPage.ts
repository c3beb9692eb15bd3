import { useQuery } from '@tanstack/react-query';
import { request } from './http.ts';
import type { Schemas } from './schemas.ts';

export type QualityFigures = Schemas['QualityFigures'];

export function useQualityFigures(enabled: boolean) {
  return useQuery({
    queryKey: ['quality'],
    queryFn: async ({ signal }) => (await request<{ objects: QualityFigures[] }>('/api/pages/quality', { signal })).objects,
    enabled,
    staleTime: 60_000,
  });
}
