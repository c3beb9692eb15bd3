import { Button, Segmented } from 'antd';
import { useSearchParams } from 'react-router';
import type { ObjectMeta, RelatedMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { dayOf, formatAgo, formatDate, formatDateTime } from '../../i18n/format.ts';
import { reasonOf, type TextKey, useText } from '../../i18n/text.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { CommentEntry } from '../comments/CommentEntry.tsx';
import { FollowButton } from '../comments/FollowButton.tsx';
import { ActivityEntry } from './ActivityEntry.tsx';
import { asWrites } from './asWrites.ts';
import { ChangeEntry } from './ChangeEntry.tsx';
import { Composer } from './Composer.tsx';
import { Folded } from './Folded.tsx';
import { FileEntry, MergeEntry, RelatedEntry } from './SmallEntries.tsx';
import { reached } from './storyEdge.ts';
import styles from './Timeline.module.css';
import { type Moment, type MomentKind, useStory } from './useStory.ts';

const kindLabels: Record<MomentKind, TextKey> = {
  activity: 'story.activities',
  comment: 'story.comments',
  related: 'story.related',
  file: 'story.files',
  merge: 'story.merges',
  change: 'story.changes',
};
const kinds = Object.keys(kindLabels) as MomentKind[];

/** The record's story, and the place to write into it. Which kind one reads stands in the address. */
export function Timeline({
  object,
  record,
  related,
}: {
  object: ObjectMeta;
  record: RecordData;
  related: readonly RelatedMeta[];
}) {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const story = useStory(object, record, related);
  const there = kinds.filter((kind) => story.moments.some((moment) => moment.kind === kind));
  const show = there.find((kind) => kind === params.get('story')) ?? 'all';
  const moments = reached(
    story.moments.filter((moment) => show === 'all' || moment.kind === show),
    story.edges,
    show,
  );
  return (
    <div className={styles.story}>
      <Composer object={object} record={record} related={related} />
      <div className={styles.bar}>
        <div className={styles.kinds}>
          {there.length > 1 && (
            <Segmented
              size="small"
              aria-label={t('story.show')}
              value={show}
              options={[
                { value: 'all', label: t('story.all') },
                ...there.map((kind) => ({ value: kind, label: t(kindLabels[kind]) })),
              ]}
              onChange={(next) => {
                if (next === 'all') params.delete('story');
                else params.set('story', next);
                setParams(params, { replace: true });
              }}
            />
          )}
        </div>
        <FollowButton subject={{ object: object.name, id: record.id }} />
      </div>
      {story.isPending ? (
        <Skeleton rows={5} />
      ) : story.error ? (
        <Empty tone="error" title={t('story.failed')}>
          {reasonOf(story.error)}
        </Empty>
      ) : moments.length === 0 ? (
        <Empty title={t('story.empty')}>{t('story.emptyHint')}</Empty>
      ) : (
        <Moments moments={moments} object={object} record={record} />
      )}
      {story.more.length > 0 && (
        <Button type="link" onClick={() => story.more.map((more) => more())}>
          {t('story.earlier')}
        </Button>
      )}
    </div>
  );
}

function Moments({ moments, object, record }: { moments: readonly Moment[]; object: ObjectMeta; record: RecordData }) {
  let day = '';
  return (
    <ol className={styles.moments}>
      {asWrites(moments, (field) => object.fields.find((f) => f.name === field)?.editable === true).map(
        ({ key, told, beside }) => {
          const today = formatDate(dayOf(told.at));
          const opensDay = today !== day;
          day = today;
          return (
            <li key={key}>
              {opensDay && <h2 className={styles.day}>{today}</h2>}
              <div className={styles.moment} data-kind={told.kind}>
                {told.who || told.kind !== 'related' ? (
                  <Avatar name={told.who || '·'} size={24} />
                ) : (
                  <span className={styles.made}>
                    <Icon name={told.object.icon} fallback={told.object.name} size={14} />
                  </span>
                )}
                <div className={styles.body}>
                  <Entry moment={told} object={object} record={record} />
                  {beside.length > 0 && <Beside moments={beside} object={object} record={record} />}
                </div>
                <time className={styles.time} dateTime={told.at} title={formatDateTime(told.at)}>
                  {formatAgo(told.at)}
                </time>
              </div>
            </li>
          );
        },
      )}
    </ol>
  );
}

/** What the same write did besides, folded. */
function Beside({ moments, object, record }: { moments: readonly Moment[]; object: ObjectMeta; record: RecordData }) {
  const t = useText();
  return (
    <Folded label={t('story.beside', { count: moments.length })}>
      <ul className={styles.beside}>
        {moments.map((moment) => (
          <li key={moment.key}>
            <Entry moment={moment} object={object} record={record} />
          </li>
        ))}
      </ul>
    </Folded>
  );
}

function Entry({ moment, object, record }: { moment: Moment; object: ObjectMeta; record: RecordData }) {
  switch (moment.kind) {
    case 'activity':
      return <ActivityEntry activity={moment.object} record={moment.activity} who={moment.who} />;
    case 'comment':
      return (
        <CommentEntry
          subject={{ object: object.name, id: record.id }}
          comment={moment.comment}
          replies={moment.replies}
          reactions={moment.reactions}
        />
      );
    case 'related':
      return <RelatedEntry object={moment.object} record={moment.record} who={moment.who} />;
    case 'file':
      return <FileEntry file={moment.file} who={moment.who} />;
    case 'merge':
      return <MergeEntry merge={moment.merge} who={moment.who} />;
    case 'change':
      return <ChangeEntry object={object} record={record} entry={moment.entry} who={moment.who || '—'} />;
  }
}
