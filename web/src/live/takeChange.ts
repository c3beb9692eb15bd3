import type { InfiniteData, Query, QueryClient } from '@tanstack/react-query';
import { type ListQuery, listRecords, type Page, type RecordData } from '../api/records.ts';
import { dropCached, forecastObjects, isLeft, recordKeys, reviewedObjects, todaysObjects } from '../records/recordCache.ts';

/** What the server says of one object: which records to read again, which are gone. Without names it was too many to name. */
export interface LiveChange {
  object: string;
  changed: string[] | null;
  removed: string[] | null;
}

/** A list longer than this is not read anew for one change: the rows that changed are. */
const pagesReadAnew = 3;

/** What is kept of single records, and stands as long as theirs is not the change. */
const ofOneRecord = new Set(['one', 'history', 'reach']);

/** Takes a change that somebody made into every list, figure and page that shows the object. */
export function takeChange(client: QueryClient, { object, changed, removed }: LiveChange): void {
  const all = changed === null;
  const ids = new Set([...(changed ?? []), ...(removed ?? [])]);
  if (removed?.length) dropCached(client, object, new Set(removed));
  for (const query of client.getQueryCache().findAll({ queryKey: recordKeys.object(object) })) {
    if (isLeft(query)) continue;
    const [, , kind, about] = query.queryKey;
    if (ofOneRecord.has(String(kind)) && !all && !ids.has(String(about))) continue;
    const pages = (query.state.data as InfiniteData<Page> | undefined)?.pages?.length ?? 0;
    if (!all && query.isActive() && kind === 'list' && pages > pagesReadAnew)
      void readRows(client, query, object, about as ListQuery, changed ?? []);
    else void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
  }
  if (todaysObjects.includes(object)) void client.invalidateQueries({ queryKey: recordKeys.today });
  if (reviewedObjects(client.getQueryCache()).includes(object)) void client.invalidateQueries({ queryKey: recordKeys.approvals });
  if (object === 'opportunity') void client.invalidateQueries({ queryKey: ['sales'] });
  if (forecastObjects.includes(object)) void client.invalidateQueries({ queryKey: ['forecast'] });
}

/** Reads the rows that changed as the list shows them; a row that the list's filter no longer admits leaves it. */
async function readRows(client: QueryClient, query: Query, object: string, asked: ListQuery, changed: string[]) {
  const here = new Set((query.state.data as InfiniteData<Page>).pages.flatMap((page) => page.value.map((row) => row.id)));
  const wanted = changed.filter((id) => here.has(id));
  if (wanted.length === 0) return;
  const among = `id in (${wanted.join(',')})`;
  const filter = asked.filter ? `(${asked.filter}) and ${among}` : among;
  const { select, expand, search } = asked;
  const { value } = await listRecords(object, { filter, select, expand, search, top: wanted.length }).catch(() => ({
    value: null,
  }));
  if (!value) return;
  const fresh = new Map(value.map((row) => [row.id, row]));
  const renew = (row: RecordData) => (wanted.includes(row.id) ? fresh.get(row.id) : row);
  client.setQueryData<InfiniteData<Page>>(
    query.queryKey,
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({ ...page, value: page.value.map(renew).filter((row) => row !== undefined) })),
      },
  );
}
