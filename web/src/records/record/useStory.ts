import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type FileInfo, listFiles } from '../../api/files.ts';
import type { FieldMeta, ObjectMeta, RelatedMeta } from '../../api/meta.ts';
import { type HistoryEntry, listRecords, type Page, type RecordData, readHistory } from '../../api/records.ts';
import { placesOf } from '../../app/menuItems.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { type text, useText } from '../../i18n/text.ts';
import { notedFields } from '../../visits/CheckedIn.tsx';
import { personOf, type Reaction, useComments, useReactions } from '../comments/comments.ts';
import { useRecordList } from '../list/useRecordList.ts';
import { isDue } from '../overdue.ts';
import { recordKeys } from '../recordCache.ts';
import { selectFor } from '../recordQuery.ts';
import { activityShape } from './activityShape.ts';
import type { StoryEdge } from './storyEdge.ts';
import { toldAmount } from './toldAmount.ts';

export type MomentKind = 'activity' | 'comment' | 'related' | 'file' | 'merge' | 'change';

/** One entry of a record's story: when it was, who is named for it, and when it was written by whom. */
export type Moment = { at: string; key: string; who: string; writtenAt?: string; writer?: string } & (
  | { kind: 'activity'; object: ObjectMeta; activity: RecordData }
  | { kind: 'comment'; comment: RecordData; replies: RecordData[]; reactions: readonly Reaction[] }
  | { kind: 'related'; object: ObjectMeta; record: RecordData }
  | { kind: 'file'; file: FileInfo }
  | { kind: 'merge'; merge: RecordData }
  | { kind: 'change'; entry: HistoryEntry }
);

const latestOfEach = 20;
const moreOfEach = 50;

/** Everything that happened around a record, newest first: what people did, said and attached, what was made beside it, what became of its fields. */
export function useStory(object: ObjectMeta, record: RecordData, related: readonly RelatedMeta[]) {
  const activities = useActivities(object, related, record);
  const comments = useCommentMoments(object, record);
  const beside = useRelatedMoments(related, record);
  const files = useQuery({
    queryKey: recordKeys.files(object.name, record.id),
    queryFn: ({ signal }) => listFiles(object.name, record.id, signal),
    staleTime: 10_000,
    retry: false,
  });
  const history = useQuery({
    queryKey: recordKeys.history(object.name, record.id),
    queryFn: ({ signal }) => readHistory(object.name, record.id, signal),
    staleTime: 10_000,
    retry: false,
  });
  const merges = useMergeMoments(object, record);
  const moments: Moment[] = [
    ...activities.moments,
    ...comments.moments,
    ...beside.moments,
    ...merges,
    ...(files.data ?? []).map(
      (file): Moment => ({
        kind: 'file',
        key: file.id,
        at: file.created_at ?? '',
        who: file.owner?.name ?? '',
        writtenAt: file.created_at ?? undefined,
        writer: file.owner?.name,
        file,
      }),
    ),
    ...(history.data ?? []).map(
      (entry): Moment => ({
        kind: 'change',
        key: `c${entry.seq}`,
        at: entry.at,
        who: entry.actor?.name ?? '',
        writtenAt: entry.at,
        writer: entry.actor?.name ?? undefined,
        entry,
      }),
    ),
  ];
  moments.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return {
    moments,
    isPending: activities.isPending || comments.isPending || history.isPending,
    error: history.error,
    edges: [...edgeOf(activities), ...edgeOf(comments), ...beside.edges],
    more: [activities.more, comments.more, beside.more].filter((more) => more !== undefined),
  };
}

/** Where the fetched part ends of what goes on. */
function edgeOf({ moments, more }: { moments: readonly Moment[]; more?: unknown }): StoryEdge[] {
  const last = moments.at(-1);
  return more && last ? [{ kind: last.kind, at: last.at }] : [];
}

/** The merges by which others went into this record, as far as the reader sees them. */
function useMergeMoments(object: ObjectMeta, record: RecordData): Moment[] {
  const merges = useDefinitions().find('merge_record');
  const list = useQuery({
    queryKey: ['records', 'merge_record', 'into', object.name, record.id],
    queryFn: ({ signal }) =>
      listRecords(
        'merge_record',
        {
          filter: `object eq '${object.name}' and winner eq ${record.id} and undone_at eq null`,
          select: ['id', 'title', 'undo_until', 'undone_at', 'created_at', 'created_by'],
          expand: 'created_by($select=id,name)',
          orderby: 'created_at desc',
          top: latestOfEach,
        },
        signal,
      ),
    enabled: merges !== undefined,
    staleTime: 10_000,
    retry: false,
  });
  return (list.data?.value ?? []).map((merge) => ({
    kind: 'merge',
    key: merge.id,
    at: String(merge.created_at ?? ''),
    who: personOf(merge.created_by)?.name ?? '',
    writtenAt: String(merge.created_at ?? ''),
    writer: personOf(merge.created_by)?.name,
    merge,
  }));
}

function useActivities(object: ObjectMeta, related: readonly RelatedMeta[], record: RecordData) {
  const link = related.find((r) => r.object === 'activity');
  const activity = useDefinitions().find(link?.object);
  const shape = activity && activityShape(activity);
  const t = useText();
  const list = useRecordList(
    activity ?? object,
    {
      filter: `${link?.field ?? 'id'} eq ${record.id}`,
      orderby: shape?.at ? `${shape.at.name} desc` : 'created_at desc',
      search: '',
      fields: [
        shape?.type,
        shape?.body,
        shape?.at,
        ...(activity?.fields ?? []).filter((f) =>
          ['created_at', 'created_by', 'owner', 'files', ...notedFields].includes(f.name),
        ),
      ].filter((f) => f !== undefined),
    },
    activity !== undefined,
  );
  if (!activity) return { moments: [], isPending: false, more: undefined };
  const moments = list.rows.map(
    (row): Moment => ({
      kind: 'activity',
      key: row.id,
      at: String((shape?.at && row[shape.at.name]) ?? row.created_at ?? ''),
      // What a visitor or customer sent is theirs, whoever has it now.
      who: sentBy(shape?.type && row[shape.type.name], t) ?? personOf(row.owner)?.name ?? '',
      writtenAt: String(row.created_at ?? ''),
      writer: personOf(row.created_by)?.name,
      object: activity,
      activity: row,
    }),
  );
  return { moments, isPending: list.isPending, more: list.hasNextPage ? () => void list.fetchNextPage() : undefined };
}

function sentBy(type: unknown, t: typeof text) {
  if (type === 'form') return t('timeline.visitor');
  return type === 'customer' ? t('timeline.customer') : undefined;
}

function useCommentMoments(object: ObjectMeta, record: RecordData) {
  const definitions = useDefinitions();
  const comment = definitions.find('comment');
  const reaction = definitions.find('comment_reaction');
  const subject = { object: object.name, id: record.id };
  const list = useComments(comment ?? object, subject, comment !== undefined);
  const reactions = useReactions(reaction ?? object, subject, reaction !== undefined && list.rows.length > 0);
  if (!comment) return { moments: [], isPending: false, more: undefined };
  const known = new Set(list.rows.map((row) => row.id));
  const parentOf = (row: RecordData) => {
    const parent = personOf(row.reply_to)?.id;
    return parent && known.has(parent) ? parent : undefined;
  };
  const moments = list.rows
    .filter((row) => parentOf(row) === undefined)
    .map(
      (row): Moment => ({
        kind: 'comment',
        key: row.id,
        at: String(row.created_at),
        who: personOf(row.owner)?.name ?? '',
        writtenAt: String(row.created_at),
        writer: personOf(row.owner)?.name,
        comment: row,
        replies: list.rows.filter((reply) => parentOf(reply) === row.id).reverse(),
        reactions,
      }),
    );
  return { moments, isPending: list.isPending, more: list.hasNextPage ? () => void list.fetchNextPage() : undefined };
}

/** What a story tells of a record that was made beside another: what it is worth, and until when it is to be done. */
function toldFields(object: ObjectMeta): FieldMeta[] {
  const amount = toldAmount(object);
  return [...object.fields.filter(isDue), ...(amount ? [amount] : [])];
}

/** Of a related list so many at first, and so many with each step back. */
const pageAt = (page: number) =>
  page === 0 ? { skip: 0, top: latestOfEach } : { skip: latestOfEach + (page - 1) * moreOfEach, top: moreOfEach };

/** What was made beside the record, the latest first: of every related list whose records have a place of their own in the menu. */
function useRelatedMoments(related: readonly RelatedMeta[], record: RecordData) {
  const [pages, setPages] = useState(1);
  const client = useQueryClient();
  const definitions = useDefinitions();
  const inMenu = new Set(placesOf(definitions).flatMap((group) => group.places.map((place) => place.key)));
  const lists = related.flatMap((r) => {
    const object = definitions.find(r.object);
    return object && r.object !== 'activity' && inMenu.has(r.object) ? [{ object, field: r.field }] : [];
  });
  const keyOf = (object: ObjectMeta, field: string, page: number) => [
    ...recordKeys.object(object.name),
    'story',
    field,
    record.id,
    page,
  ];
  const isFull = (page: number, answer: Page | undefined) => (answer?.value.length ?? 0) >= pageAt(page).top;
  const asked = lists.flatMap(({ object, field }) =>
    Array.from({ length: pages }, (_, page) => ({ object, field, page })).filter(
      ({ page }) => page === 0 || isFull(page - 1, client.getQueryData<Page>(keyOf(object, field, page - 1))),
    ),
  );
  const answers = useQueries({
    queries: asked.map(({ object, field, page }) => ({
      queryKey: keyOf(object, field, page),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        listRecords(
          object.name,
          {
            filter: `${field} eq ${record.id}`,
            orderby: 'created_at desc',
            select: [...selectFor(object, toldFields(object)), 'created_at', 'created_by'],
            expand: 'created_by($select=id,name)',
            ...pageAt(page),
          },
          signal,
        ),
      staleTime: 15_000,
      retry: false,
    })),
  });
  const told = asked.map(({ object }, index) =>
    (answers[index]?.data?.value ?? []).map(
      (row): Moment => ({
        kind: 'related',
        key: `r${row.id}`,
        at: String(row.created_at),
        who: personOf(row.created_by)?.name ?? '',
        writtenAt: String(row.created_at),
        writer: personOf(row.created_by)?.name,
        object,
        record: row,
      }),
    ),
  );
  // A page that is full goes on in the next, until that is there.
  const edges = asked.flatMap(({ object, field, page }, index) => {
    const next = asked.findIndex((other) => other.object === object && other.field === field && other.page === page + 1);
    const more = isFull(page, answers[index]?.data) && answers[next]?.data === undefined;
    return edgeOf({ moments: told[index] ?? [], more });
  });
  return { moments: told.flat(), edges, more: edges.length > 0 ? () => setPages((before) => before + 1) : undefined };
}
