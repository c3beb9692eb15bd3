import type { InfiniteData, QueryCache, QueryClient } from '@tanstack/react-query';
import type { Page, RecordData } from '../api/records.ts';

/** Objects whose records may be on the day's list. */
export const todaysObjects = ['account', 'activity', 'contact', 'lead', 'opportunity', 'task'];

/** Objects whose records the figures of targets and forecast are made of. */
export const forecastObjects = ['activity', 'contract', 'forecast_adjustment', 'opportunity', 'payment', 'sales_target', 'task'];

/** Objects whose records may wait for one's own decision, as the answer about those that do says. */
export function reviewedObjects(cache: QueryCache): readonly string[] {
  return cache.find<{ objects: string[] }>({ queryKey: recordKeys.approvals })?.state.data?.objects ?? [];
}

export const recordKeys = {
  /** The day's list. */
  today: ['today'] as const,
  /** What waits for one's own decision. */
  approvals: ['approvals'] as const,
  object: (object: string) => ['records', object] as const,
  list: (object: string, query: unknown) => ['records', object, 'list', query] as const,
  one: (object: string, id: string) => ['records', object, 'one', id] as const,
  /** What one may do with the record. */
  reach: (object: string, id: string) => ['records', object, 'reach', id] as const,
  history: (object: string, id: string) => ['records', object, 'history', id] as const,
  files: (object: string, id: string) => ['records', object, 'files', id] as const,
  apply: (object: string, apply: string) => ['records', object, 'apply', apply] as const,
};

/** Writes changed values into every list and page that shows the record. */
export function patchCached(client: QueryClient, object: string, id: string, change: (record: RecordData) => RecordData): void {
  client.setQueriesData<InfiniteData<Page>>({ queryKey: [...recordKeys.object(object), 'list'] }, (data) =>
    data?.pages
      ? {
          ...data,
          pages: data.pages.map((page) => ({ ...page, value: page.value.map((row) => (row.id === id ? change(row) : row)) })),
        }
      : data,
  );
  client.setQueryData<RecordData>(recordKeys.one(object, id), (record) => record && change(record));
}

/** The server's answer over what was shown; names of linked records that did not change stay known. */
export function mergeAnswer(shown: RecordData, answer: RecordData): RecordData {
  const merged: RecordData = { ...shown };
  for (const [field, value] of Object.entries(answer)) {
    const before = shown[field];
    const sameLink = before && typeof before === 'object' && 'id' in before && before.id === value;
    if (!sameLink) merged[field] = value;
  }
  return merged;
}

/** Takes records out of every list at once; the next answer of the server confirms it. */
export function dropCached(client: QueryClient, object: string, ids: ReadonlySet<string>): void {
  client.setQueriesData<InfiniteData<Page>>({ queryKey: [...recordKeys.object(object), 'list'] }, (data) =>
    data?.pages
      ? { ...data, pages: data.pages.map((page) => ({ ...page, value: page.value.filter((row) => !ids.has(row.id)) })) }
      : data,
  );
}

const leaving = new Set<string>();

/** Whether what is kept is about a record that is being deleted here: its page is left, and nothing of it is asked for again. */
export function isLeft({ queryKey }: { queryKey: readonly unknown[] }): boolean {
  if (leaving.size === 0) return false;
  const key = JSON.stringify(queryKey);
  return [...leaving].some((id) => key.includes(id));
}

/** Says that a record is being deleted here, until that fails or it is brought back. */
export function leaveRecord(client: QueryClient, id: string): void {
  leaving.add(id);
  const about = { predicate: isLeft };
  void client.cancelQueries(about);
  void client.invalidateQueries({ ...about, refetchType: 'none' });
}

export function returnToRecord(id: string): void {
  leaving.delete(id);
}

/** Asks again for every record on the screen: an import may have written any of them. */
export function refreshAll(client: QueryClient): void {
  for (const kind of ['records', 'lookup', 'names', 'sales']) void client.invalidateQueries({ queryKey: [kind] });
}

/** Asks again for everything that may have changed with a record of this object; ends when its records on the screen are up to date. */
export function refresh(client: QueryClient, object: string): Promise<void> {
  void client.invalidateQueries({ queryKey: ['sales'] });
  void client.invalidateQueries({ queryKey: recordKeys.today });
  void client.invalidateQueries({ queryKey: recordKeys.approvals });
  return client.invalidateQueries({ queryKey: recordKeys.object(object), predicate: (query) => !isLeft(query) });
}
