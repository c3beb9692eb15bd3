import { request } from './http.ts';
import { createRecord, type ListQuery, listRecords, type RecordData, runAction } from './records.ts';
import type { Schemas } from './schemas.ts';

/** A record that may be the same as the one being entered; without an id when the reader may not see it. */
export type DuplicateMatch = Schemas['DuplicateMatch'];

export interface DuplicateGroup extends RecordData {
  title: string;
  object: string;
  reason: string | null;
  records: string[];
  count: number;
  status: 'open' | 'merged' | 'dismissed' | 'gone';
}

export interface DuplicateScan extends RecordData {
  object: string;
  status: 'queued' | 'running' | 'done' | 'cancelled';
  total: number;
  done: number;
  groups: number;
  finished_at: string | null;
}

const mostAsked = 60;

/** What the search goes through. */
export const scannable: readonly string[] = ['account', 'contact', 'lead'];

export const duplicateKeys = {
  check: (object: string, values: Record<string, unknown>) => ['duplicates', object, values],
  groups: (object: string | null) => ['records', 'duplicate_group', 'page', object],
  group: (id: string) => ['records', 'duplicate_group', 'one', id],
  merging: (object: string, ids: readonly string[]) => ['records', object, 'merging', ids],
  members: (object: string, ids: readonly string[]) => ['records', object, 'duplicates', ids],
  scan: (object: string | null) => ['records', 'duplicate_scan', 'last', object],
};

export async function checkDuplicates(
  object: string,
  values: Record<string, unknown>,
  signal: AbortSignal,
): Promise<DuplicateMatch[]> {
  return (await request<Schemas['Duplicates']>(`/api/v1/${object}/$duplicates`, { method: 'POST', body: { values }, signal }))
    .value;
}

export async function listGroups(object: string | null, signal: AbortSignal): Promise<{ groups: DuplicateGroup[]; all: number }> {
  const filter = object ? `status eq 'open' and object eq '${object}'` : `status eq 'open'`;
  const page = await listRecords('duplicate_group', { filter, orderby: 'count desc', top: 100, count: true }, signal);
  return { groups: page.value as DuplicateGroup[], all: page['@odata.count'] ?? page.value.length };
}

/** The last search through the object; null when nobody has searched it yet. */
export async function lastScan(object: string, signal: AbortSignal): Promise<DuplicateScan | null> {
  const page = await listRecords(
    'duplicate_scan',
    { filter: `object eq '${object}'`, orderby: 'created_at desc', top: 1 },
    signal,
  );
  return (page.value[0] as DuplicateScan | undefined) ?? null;
}

/** Those of the records that the reader may see, by id, asked for by so many at once as an address holds. */
export async function readMembers(
  object: string,
  ids: readonly string[],
  query: Pick<ListQuery, 'select' | 'expand'>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, RecordData>> {
  const chunks = Array.from({ length: Math.ceil(ids.length / mostAsked) }, (_, i) =>
    ids.slice(i * mostAsked, (i + 1) * mostAsked),
  );
  const pages = await Promise.all(
    chunks.map((chunk) => listRecords(object, { ...query, filter: `id in (${chunk.join(',')})`, top: chunk.length }, signal)),
  );
  return new Map(pages.flatMap((page) => page.value.map((record) => [String(record.id), record])));
}

export function startScan(object: string): Promise<RecordData> {
  return createRecord('duplicate_scan', { object }, crypto.randomUUID());
}

/** Merges a group into one of its records; `values` names for a field the record whose value is kept. */
/** Merges records of the group; the answer names the merge, by which it is taken back. */
export function mergeGroup(id: string, winner: string, values: Record<string, string>): Promise<{ merge: string }> {
  return runAction('duplicate_group', id, 'merge', { winner, values });
}
