import { request } from './http.ts';

export const changeKinds = ['created', 'updated', 'deleted', 'restored', 'purged'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Ways other than the screen on which people write. */
export const changeWays = ['api_key', 'import', 'export', 'hand_over'] as const;

/** One change of the log, as far as its reader may see it. */
export interface LoggedChange {
  id: string;
  seq?: number;
  object: string;
  record: string;
  version: number;
  kind: ChangeKind;
  at: string;
  actor: { id?: string; name: string; via: string; address: string | null };
  changes: { field: string; from: unknown; to: unknown }[];
}

export interface ChangeFilter {
  object?: string;
  record?: string;
  actor?: string;
  kind?: string;
  from?: string;
  to?: string;
}

export interface ChangePage {
  value: LoggedChange[];
  before?: string;
}

export const changeKeys = { search: (filter: ChangeFilter) => ['changes', filter] as const };

export function findChanges(filter: ChangeFilter, before: string | undefined, signal?: AbortSignal): Promise<ChangePage> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, before })) if (value) query.set(name, value);
  return request<ChangePage>(`/api/changes?${query}`, { signal });
}

/** Recomputes the chain of hashes: how many are whole, and where it breaks. */
export function verifyChanges(): Promise<{ verified: number; brokenAt?: number }> {
  return request('/api/changes/verify', { method: 'POST', body: {} });
}
