import { useQuery } from '@tanstack/react-query';
import { request } from './http.ts';

export interface QualityFigures {
  object: string;
  label: string;
  records: number;
  score: number | null;
  completeness: number | null;
  validity: number | null;
  freshness: number | null;
  /** OData text of the records with a low score. */
  filter: string;
  worst: { field: string; label: string; empty: number; share: number; filter: string }[];
  trend: { date: string; score: number | null }[];
}

export function useQualityFigures() {
  return useQuery({
    queryKey: ['quality'],
    queryFn: async ({ signal }) => (await request<{ objects: QualityFigures[] }>('/api/pages/quality', { signal })).objects,
    staleTime: 60_000,
  });
}
