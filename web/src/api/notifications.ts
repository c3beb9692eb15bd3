import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useWorkspace } from '../app/workspace.tsx';
import { recordKeys } from '../records/recordCache.ts';
import { sendBatch } from './batch.ts';
import { listRecords, nextPage, type Page, patchRecord, type RecordData } from './records.ts';

const object = 'notification';
/** One's own only: whoever may see everybody's messages is not told them all. */
const own = (user: string) => `owner eq ${user}`;
const unread = (user: string) => `${own(user)} and read_at eq null`;
const markedAtOnce = 100;

/** How many messages the person has not read; kept up to date by the open line, because its object is on the screen. */
export function useUnreadCount(enabled: boolean): number {
  const { user } = useWorkspace();
  const { data } = useQuery({
    queryKey: recordKeys.apply(object, unread(user.id)),
    queryFn: ({ signal }) => listRecords(object, { filter: unread(user.id), select: ['id'], top: 1, count: true }, signal),
    enabled,
    staleTime: 60_000,
    retry: false,
  });
  return data?.['@odata.count'] ?? 0;
}

/** One's own messages, the latest first. */
export function useNotifications(onlyUnread: boolean) {
  const { user } = useWorkspace();
  const query = {
    filter: onlyUnread ? unread(user.id) : own(user.id),
    orderby: 'created_at desc',
    select: ['id', 'version', 'kind', 'title', 'text', 'object', 'record', 'filter', 'read_at', 'created_at'],
    top: 30,
  };
  const list = useInfiniteQuery({
    queryKey: recordKeys.list(object, query),
    queryFn: ({ pageParam, signal }) => (pageParam ? nextPage(pageParam, signal) : listRecords(object, query, signal)),
    initialPageParam: '',
    getNextPageParam: (page: Page) => page['@odata.nextLink'],
    staleTime: 15_000,
  });
  return { ...list, rows: list.data?.pages.flatMap((page) => page.value) ?? [] };
}

export function markRead(notification: RecordData, read = true): Promise<RecordData> {
  return patchRecord(object, notification.id, { read_at: read ? new Date().toISOString() : null });
}

/** Marks every unread message, also those that no page has fetched. */
export async function markAllRead(user: string): Promise<void> {
  const at = new Date().toISOString();
  for (;;) {
    const { value } = await listRecords(object, { filter: unread(user), select: ['id'], top: markedAtOnce });
    const refused = await sendBatch(
      value.map(({ id }) => ({ method: 'PATCH' as const, url: `/${object}/${id}`, body: { read_at: at } })),
    );
    const error = refused.find((answer) => answer !== null);
    if (error) throw error;
    if (value.length < markedAtOnce) return;
  }
}
