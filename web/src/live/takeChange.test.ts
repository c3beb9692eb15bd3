import { type InfiniteData, QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import type { Page } from '../api/records.ts';
import { leaveRecord, recordKeys, refresh, returnToRecord } from '../records/recordCache.ts';
import { objectsShown } from './objectsShown.ts';
import { takeChange } from './takeChange.ts';

const page = (...ids: string[]): Page => ({ value: ids.map((id) => ({ id, name: `old ${id}` })) });
const list = (client: QueryClient, key: readonly unknown[]) => client.getQueryData<InfiniteData<Page>>(key);

afterEach(() => vi.unstubAllGlobals());

test('a short list is read anew, other objects are left alone', () => {
  const client = new QueryClient();
  const [leads, deals] = [recordKeys.list('lead', {}), recordKeys.list('opportunity', {})];
  for (const key of [leads, deals]) client.setQueryData(key, { pages: [page('a')], pageParams: [''] });
  takeChange(client, { object: 'lead', changed: ['b'], removed: [] });
  expect(client.getQueryState(leads)?.isInvalidated).toBe(true);
  expect(client.getQueryState(deals)?.isInvalidated).toBe(false);
});

test('a record page is read anew only when its record changed', () => {
  const client = new QueryClient();
  for (const id of ['a', 'b']) client.setQueryData(recordKeys.one('lead', id), { id });
  takeChange(client, { object: 'lead', changed: ['a'], removed: [] });
  expect(client.getQueryState(recordKeys.one('lead', 'a'))?.isInvalidated).toBe(true);
  expect(client.getQueryState(recordKeys.one('lead', 'b'))?.isInvalidated).toBe(false);
});

test('what one may do with a record is asked again when the record changed, as when it was handed over', () => {
  const client = new QueryClient();
  for (const id of ['a', 'b']) client.setQueryData(recordKeys.reach('lead', id), { edit: true });
  takeChange(client, { object: 'lead', changed: ['a'], removed: [] });
  expect(client.getQueryState(recordKeys.reach('lead', 'a'))?.isInvalidated).toBe(true);
  expect(client.getQueryState(recordKeys.reach('lead', 'b'))?.isInvalidated).toBe(false);
});

test('a record that went from sight leaves every list at once', () => {
  const client = new QueryClient();
  const key = recordKeys.list('lead', {});
  client.setQueryData(key, { pages: [page('a', 'b')], pageParams: [''] });
  takeChange(client, { object: 'lead', changed: [], removed: ['a'] });
  expect(list(client, key)?.pages[0]?.value.map((row) => row.id)).toEqual(['b']);
});

test('of a long list only the rows that changed are read, and one that fits no more leaves it', async () => {
  const client = new QueryClient();
  const key = recordKeys.list('lead', { filter: "status eq 'new'" });
  const ids = ['a', 'b', 'c', 'd', 'e'];
  client.setQueryData(key, { pages: ids.map((id) => page(id)), pageParams: ids });
  const stop = new QueryObserver(client, {
    queryKey: key,
    queryFn: () => Promise.reject(new Error('not asked')),
    staleTime: 60_000,
  }).subscribe(() => undefined);
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(decodeURIComponent(url));
    return Promise.resolve(Response.json({ value: [{ id: 'b', name: 'new b' }] }));
  });
  takeChange(client, { object: 'lead', changed: ['b', 'c', 'elsewhere'], removed: [] });
  await vi.waitFor(() => expect(list(client, key)?.pages[1]?.value[0]?.name).toBe('new b'));
  expect(list(client, key)?.pages[2]?.value).toEqual([]);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toContain("$filter=(status eq 'new') and id in (b,c)");
  stop();
});

test('what waits for a decision is watched and asked again by the objects that its answer names', () => {
  const client = new QueryClient();
  const answer = { count: 0, items: [], objects: ['contract', 'quote'] };
  const stop = new QueryObserver(client, {
    queryKey: recordKeys.approvals,
    queryFn: () => answer,
    initialData: answer,
    staleTime: 60_000,
  }).subscribe(() => undefined);
  expect(objectsShown(client.getQueryCache())).toEqual(['contract', 'quote']);
  takeChange(client, { object: 'lead', changed: ['a'], removed: [] });
  expect(client.getQueryState(recordKeys.approvals)?.isInvalidated).toBe(false);
  takeChange(client, { object: 'quote', changed: ['a'], removed: [] });
  expect(client.getQueryState(recordKeys.approvals)?.isInvalidated || client.isFetching() > 0).toBe(true);
  stop();
});

test('only what somebody looks at is watched', () => {
  const client = new QueryClient();
  client.setQueryData(recordKeys.one('lead', 'a'), { id: 'a' });
  const stop = new QueryObserver(client, {
    queryKey: recordKeys.list('account', {}),
    queryFn: () => page('x'),
    initialData: page('x'),
    staleTime: 60_000,
  }).subscribe(() => undefined);
  expect(objectsShown(client.getQueryCache())).toEqual(['account']);
  stop();
  expect(objectsShown(client.getQueryCache())).toEqual([]);
});

test('nothing of a record that is being deleted here is asked for again, until it is brought back', async () => {
  const id = '01a21f89-3fbd-7bdd-bb42-be099ff3ab03';
  const client = new QueryClient();
  const read = vi.fn(async () => ({ id }));
  const stop = new QueryObserver(client, { queryKey: recordKeys.one('lead', id), queryFn: read }).subscribe(() => {});
  await vi.waitFor(() => expect(client.getQueryData(recordKeys.one('lead', id))).toEqual({ id }));
  leaveRecord(client, id);
  takeChange(client, { object: 'lead', changed: [], removed: [id] });
  await refresh(client, 'lead');
  expect(read).toHaveBeenCalledTimes(1);
  expect(client.getQueryState(recordKeys.one('lead', id))?.isInvalidated).toBe(true);
  returnToRecord(id);
  await refresh(client, 'lead');
  expect(read).toHaveBeenCalledTimes(2);
  stop();
});
