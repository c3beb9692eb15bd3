import { request } from './http.ts';
import type { RecordData } from './records.ts';
import { type Page, runAction } from './records.ts';

export const binKeys = {
  all: ['bin'] as const,
  counts: ['bin', 'counts'] as const,
  of: (object: string) => ['bin', 'of', object] as const,
};

/** How many records each object has in the bin; objects with none are left out. */
export async function countBins(objects: readonly string[], signal?: AbortSignal): Promise<Map<string, number>> {
  const counts = await Promise.all(
    objects.map(async (object) => {
      const page = await request<Page>(`/api/v1/${object}?deleted=true&$count=true&$top=1&$select=id`, { signal });
      return [object, page['@odata.count'] ?? 0] as const;
    }),
  );
  return new Map(counts.filter(([, count]) => count > 0));
}

export async function readBin(object: string, nameField: string, signal?: AbortSignal): Promise<RecordData[]> {
  const url = `/api/v1/${object}?deleted=true&$orderby=deleted_at desc&$select=id,${nameField},deleted_at,deleted_by&$expand=deleted_by($select=name)&$top=200`;
  return (await request<Page>(url, { signal })).value;
}

export function restoreRecord(object: string, id: string): Promise<unknown> {
  return runAction(object, id, 'restore');
}

export function purgeRecord(object: string, id: string): Promise<void> {
  return request<void>(`/api/v1/${object}/${id}?purge=true`, { method: 'DELETE' });
}
