import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import type { ObjectMeta, RelatedMeta } from '../../api/meta.ts';
import { type HistoryEntry, type RecordData, readHistory } from '../../api/records.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { dayOf, formatAgo, formatDate, formatDateTime } from '../../i18n/format.ts';
import { reasonOf, useText } from '../../i18n/text.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useRecordList } from '../list/useRecordList.ts';
import { recordKeys } from '../recordCache.ts';
import { ActivityEntry } from './ActivityEntry.tsx';
import { activityShape } from './activityShape.ts';
import { ChangeEntry } from './ChangeEntry.tsx';
import { Composer } from './Composer.tsx';
import styles from './Timeline.module.css';

type Moment = { at: string; key: string } & (
  | { kind: 'activity'; activity: RecordData }
  | { kind: 'change'; entry: HistoryEntry }
);

/** The record's story: what people did and what became of the fields, newest first. */
export function Timeline({
  object,
  record,
  related,
}: {
  object: ObjectMeta;
  record: RecordData;
  related: readonly RelatedMeta[];
}) {
  const link = related[0];
  const activity = useDefinitions().find(link?.object);
  return activity && link ? (
    <Story object={object} record={record} activity={activity} link={link} />
  ) : (
    <Changes object={object} record={record} />
  );
}

function useHistory(object: ObjectMeta, record: RecordData) {
  return useQuery({
    queryKey: recordKeys.history(object.name, record.id),
    queryFn: ({ signal }) => readHistory(object.name, record.id, signal),
    staleTime: 10_000,
    retry: false,
  });
}

function Story({
  object,
  record,
  activity,
  link,
}: {
  object: ObjectMeta;
  record: RecordData;
  activity: ObjectMeta;
  link: RelatedMeta;
}) {
  const t = useText();
  const [show, setShow] = useState<'all' | 'activity' | 'change'>('all');
  const shape = activityShape(activity);
  const activities = useRecordList(activity, {
    filter: `${link.field} eq ${record.id}`,
    orderby: shape.at ? `${shape.at.name} desc` : 'created_at desc',
    search: '',
    fields: [
      shape.type,
      shape.body,
      shape.at,
      ...activity.fields.filter((f) => f.name === 'created_at' || f.name === 'owner'),
    ].filter((f) => f !== undefined),
  });
  const history = useHistory(object, record);
  const moments: Moment[] = [
    ...(show === 'change'
      ? []
      : activities.rows.map(
          (row): Moment => ({
            kind: 'activity',
            key: row.id,
            at: String((shape.at && row[shape.at.name]) ?? row.created_at ?? ''),
            activity: row,
          }),
        )),
    ...(show === 'activity'
      ? []
      : (history.data ?? []).map((entry): Moment => ({ kind: 'change', key: `c${entry.seq}`, at: entry.at, entry }))),
  ].sort((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <div className={styles.story}>
      {activity.can.create && (
        <Composer activity={activity} shape={shape} parent={object} record={record} linkField={link.field} />
      )}
      <Segmented
        size="small"
        value={show}
        options={[
          { value: 'all', label: t('story.all') },
          { value: 'activity', label: t('story.activities') },
          { value: 'change', label: t('story.changes') },
        ]}
        onChange={setShow}
      />
      {activities.isPending || history.isPending ? (
        <Skeleton rows={5} />
      ) : moments.length === 0 ? (
        <Empty title={t('story.empty')}>{t('story.emptyHint')}</Empty>
      ) : (
        <Moments moments={moments} object={object} activity={activity} record={record} />
      )}
    </div>
  );
}

function Changes({ object, record }: { object: ObjectMeta; record: RecordData }) {
  const t = useText();
  const history = useHistory(object, record);
  if (history.isPending) return <Skeleton rows={5} />;
  if (history.isError)
    return (
      <Empty tone="error" title={t('story.failed')}>
        {reasonOf(history.error)}
      </Empty>
    );
  const moments = history.data
    .map((entry): Moment => ({ kind: 'change', key: `c${entry.seq}`, at: entry.at, entry }))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
  return <Moments moments={moments} object={object} record={record} />;
}

function Moments({
  moments,
  object,
  activity,
  record,
}: {
  moments: readonly Moment[];
  object: ObjectMeta;
  activity?: ObjectMeta;
  record: RecordData;
}) {
  let day = '';
  return (
    <ol className={styles.moments}>
      {moments.map((moment) => {
        const today = formatDate(dayOf(moment.at));
        const opensDay = today !== day;
        day = today;
        const who = moment.kind === 'change' ? (moment.entry.actor?.name ?? '—') : ownerName(moment.activity);
        return (
          <li key={moment.key}>
            {opensDay && <h2 className={styles.day}>{today}</h2>}
            <div className={styles.moment}>
              <Avatar name={who || '·'} size={24} />
              <div className={styles.body}>
                {moment.kind === 'activity' && activity ? (
                  <ActivityEntry activity={activity} record={moment.activity} who={who} />
                ) : moment.kind === 'change' ? (
                  <ChangeEntry object={object} record={record} entry={moment.entry} who={who} />
                ) : null}
              </div>
              <time className={styles.time} dateTime={moment.at} title={formatDateTime(moment.at)}>
                {formatAgo(moment.at)}
              </time>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function ownerName(activity: RecordData): string {
  const owner = activity.owner;
  return owner && typeof owner === 'object' && 'name' in owner ? String(owner.name) : '';
}
