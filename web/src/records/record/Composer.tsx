import { Segmented } from 'antd';
import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import type { ObjectMeta, RelatedMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useKey } from '../../app/useKey.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { CommentBox } from '../comments/CommentBox.tsx';
import { useCommentWork } from '../comments/comments.ts';
import { ActivityBox } from './ActivityBox.tsx';
import styles from './Composer.module.css';
import { TaskBox } from './TaskBox.tsx';

type Way = 'activity' | 'task' | 'comment';

interface ComposerProps {
  object: ObjectMeta;
  record: RecordData;
  related: readonly RelatedMeta[];
}

/** Writes into the record's story: what was done with it, what is to be done, what one thinks of it. */
export function Composer({ object, record, related }: ComposerProps) {
  const t = useText();
  const definitions = useDefinitions();
  const [params, setParams] = useSearchParams();
  const box = useRef<HTMLDivElement>(null);
  const chosen = useRef(false);
  useKey('c', () => box.current?.querySelector('textarea')?.focus());
  const made = (name: string) => {
    const link = related.find((r) => r.object === name);
    const child = definitions.find(link?.object);
    return link && child?.can.create ? { child, field: link.field } : undefined;
  };
  const [activity, task] = [made('activity'), made('task')];
  const ways: { value: Way; label: string }[] = [
    ...(activity ? [{ value: 'activity' as const, label: t('story.activities') }] : []),
    ...(task ? [{ value: 'task' as const, label: task.child.label }] : []),
    ...(definitions.find('comment')?.can.create ? [{ value: 'comment' as const, label: t('story.comments') }] : []),
  ];
  const way = ways.find(({ value }) => value === params.get('write'))?.value ?? ways[0]?.value;
  // Who chooses a way wants to write: the text takes the focus, not the switch.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for every way that is chosen
  useEffect(() => {
    if (chosen.current) box.current?.querySelector<HTMLElement>('textarea, input:not([type="radio"])')?.focus();
    chosen.current = false;
  }, [way]);
  if (!way) return null;
  const choose = ways.length > 1 && (
    <Segmented
      size="small"
      aria-label={t('composer.way')}
      className={styles.ways}
      value={way}
      options={ways}
      onChange={(next) => {
        chosen.current = true;
        params.set('write', next);
        setParams(params, { replace: true });
      }}
    />
  );
  return (
    <div ref={box} className={styles.composer} data-screen="">
      {choose}
      {way === 'activity' && activity && (
        <ActivityBox activity={activity.child} parent={object} record={record} linkField={activity.field} />
      )}
      {way === 'task' && task && <TaskBox task={task.child} parent={object} record={record} linkField={task.field} />}
      {way === 'comment' && <CommentComposer object={object} record={record} />}
    </div>
  );
}

function CommentComposer({ object, record }: { object: ObjectMeta; record: RecordData }) {
  const t = useText();
  const subject = { object: object.name, id: record.id };
  const work = useCommentWork(subject);
  return (
    <CommentBox
      subject={subject}
      draftKey={`comment.${object.name}.${record.id}`}
      placeholder={t('comment.placeholder')}
      submitLabel={t('comment.send')}
      onSubmit={work.add}
    />
  );
}
