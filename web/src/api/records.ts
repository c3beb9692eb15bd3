import { request } from './http.ts';
import type { Schemas } from './schemas.ts';

/** A record as the API sends it: field names to values, plus `id` and `version`. */
export type RecordData = Schemas['Record'];

export interface ListQuery {
  filter?: string;
  orderby?: string;
  select?: readonly string[];
  expand?: string;
  search?: string;
  /** How many in all; for a list that goes on, `pageSize`. */
  top?: number;
  pageSize?: number;
  skip?: number;
  count?: boolean;
  apply?: string;
  /** What lies in the recycle bin instead. */
  deleted?: boolean;
}

export type Page<T = RecordData> = Omit<Schemas['Page'], 'value'> & { value: T[] };

export function listUrl(object: string, query: ListQuery): string {
  const parts: string[] = [];
  const put = (name: string, value: string | number | undefined) => {
    if (value !== undefined && value !== '') parts.push(`${name}=${encodeURIComponent(value)}`);
  };
  put('$filter', query.filter);
  put('$orderby', query.orderby);
  put('$select', query.select?.join(','));
  put('$expand', query.expand);
  put('$search', query.search);
  put('$top', query.top);
  put('page_size', query.pageSize);
  put('$skip', query.skip);
  put('$apply', query.apply);
  if (query.count) parts.push('$count=true');
  if (query.deleted) parts.push('deleted=true');
  return `/api/v1/${object}${parts.length ? `?${parts.join('&')}` : ''}`;
}

export function listRecords(object: string, query: ListQuery, signal?: AbortSignal): Promise<Page> {
  return request<Page>(listUrl(object, query), { signal });
}

/** Follows a `nextLink`, which may be absolute: only its path and query are used. */
export function nextPage(link: string, signal?: AbortSignal): Promise<Page> {
  const url = new URL(link, window.location.origin);
  return request<Page>(url.pathname + url.search, { signal });
}

export function readRecord(object: string, id: string, query: Pick<ListQuery, 'select' | 'expand'> = {}, signal?: AbortSignal) {
  return request<RecordData>(listUrl(`${object}/${id}`, query), { signal });
}

export function createRecord(object: string, values: Record<string, unknown>, idempotencyKey: string): Promise<RecordData> {
  return request<RecordData>(`/api/v1/${object}`, {
    method: 'POST',
    body: values,
    headers: { 'Idempotency-Key': idempotencyKey },
  });
}

/** Changes the given fields. With a version the server refuses (412) when somebody else changed the same fields since. */
export function patchRecord(object: string, id: string, values: Record<string, unknown>, version?: number): Promise<RecordData> {
  const headers: Record<string, string> = version === undefined ? {} : { 'If-Match': `"${version}"` };
  return request<RecordData>(`/api/v1/${object}/${id}`, { method: 'PATCH', body: values, headers });
}

export function deleteRecord(object: string, id: string): Promise<void> {
  return request<void>(`/api/v1/${object}/${id}`, { method: 'DELETE' });
}

export function runAction<T = RecordData>(
  object: string,
  id: string,
  action: string,
  parameters: Record<string, unknown> = {},
): Promise<T> {
  return request<T>(`/api/v1/${object}/${id}/${action}`, { method: 'POST', body: parameters });
}

/** What one may do with a record as it stands. */
export type Offered = Schemas['Offered'];

export function readOffered(object: string, id: string, signal?: AbortSignal): Promise<Offered> {
  return request<Offered>(`/api/v1/${object}/${id}/$actions`, { signal });
}

export type HistoryEntry = Schemas['HistoryEntry'];

export async function readHistory(object: string, id: string, signal?: AbortSignal): Promise<HistoryEntry[]> {
  return (await request<Schemas['History']>(`/api/v1/${object}/${id}/$history`, { signal })).value;
}

/** Shows a masked value in full; the reason is written to the log. */
export function revealField(object: string, id: string, field: string, reason: string): Promise<Schemas['Revealed']> {
  return request<Schemas['Revealed']>(`/api/v1/${object}/${id}/$reveal`, { method: 'POST', body: { field, reason } });
}

/** Which of these people see the record, and whether one may take them into its team. */
export function findReaders(
  object: string,
  id: string,
  users: readonly string[],
  signal?: AbortSignal,
): Promise<Schemas['Readers']> {
  return request<Schemas['Readers']>(`/api/v1/${object}/${id}/$readers?users=${users.join(',')}`, { signal });
}

/** One row of an aggregation by `$apply`. */
export async function aggregate(object: string, apply: string, signal?: AbortSignal): Promise<Record<string, unknown>[]> {
  return (await request<{ value: Record<string, unknown>[] }>(listUrl(object, { apply }), { signal })).value;
}
