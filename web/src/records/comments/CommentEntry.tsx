import { Button, Dropdown } from 'antd';
import { MoreHorizontal, Pencil, Reply, Trash2 } from 'lucide-react';
import { Fragment, type ReactNode, useState } from 'react';
import type { RecordData } from '../../api/records.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { formatAgo, formatDateTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { AttachedFiles } from '../attachments/AttachedFiles.tsx';
import timeline from '../record/Timeline.module.css';
import { CommentBox } from './CommentBox.tsx';
import styles from './Comments.module.css';
import { commentObject, type Person, personOf, type Reaction, type Subject, useCommentWork } from './comments.ts';
import { Reactions } from './Reactions.tsx';

interface CommentEntryProps {
  subject: Subject;
  comment: RecordData;
  replies: readonly RecordData[];
  reactions: readonly Reaction[];
}

/** Something said, the answers to it, and the place to answer. */
export function CommentEntry({ subject, comment, replies, reactions }: CommentEntryProps) {
  const t = useText();
  const [answering, setAnswering] = useState(false);
  const may = useDefinitions().find(commentObject)?.can.create ?? false;
  const work = useCommentWork(subject);
  const who = personOf(comment.owner);
  return (
    <article className={styles.entry}>
      <One subject={subject} comment={comment} reactions={reactions} onAnswer={may ? () => setAnswering(true) : undefined} />
      {(replies.length > 0 || answering) && (
        <div className={styles.replies}>
          {replies.map((reply) => (
            <div key={reply.id} className={styles.reply}>
              <Avatar name={personOf(reply.owner)?.name || '·'} size={20} />
              <One
                subject={subject}
                comment={reply}
                reactions={reactions}
                withTime
                onAnswer={may ? () => setAnswering(true) : undefined}
              />
            </div>
          ))}
          {answering && (
            <CommentBox
              autoFocus
              subject={subject}
              placeholder={t('comment.replyTo', { name: who?.name ?? '' })}
              submitLabel={t('comment.reply')}
              onCancel={() => setAnswering(false)}
              onSubmit={async (typed, mentions, files) => {
                const isTaken = await work.add(typed, mentions, files, comment.id);
                if (isTaken) setAnswering(false);
                return isTaken;
              }}
            />
          )}
        </div>
      )}
    </article>
  );
}

interface OneProps {
  subject: Subject;
  comment: RecordData;
  reactions: readonly Reaction[];
  withTime?: boolean;
  onAnswer?(): void;
}

function One({ subject, comment, reactions, withTime, onAnswer }: OneProps) {
  const t = useText();
  const { user } = useWorkspace();
  const [editing, setEditing] = useState(false);
  const work = useCommentWork(subject);
  const who = personOf(comment.owner);
  const named = (Array.isArray(comment.mentions) ? comment.mentions : []).flatMap((link) => personOf(link) ?? []);
  const said = String(comment.text ?? '');
  const isMine = who?.id === user.id;
  const isEdited = Date.parse(String(comment.updated_at)) - Date.parse(String(comment.created_at)) > 1000;
  const at = String(comment.created_at);
  if (editing)
    return (
      <CommentBox
        autoFocus
        subject={subject}
        text={said}
        named={named}
        placeholder={t('comment.placeholder')}
        submitLabel={t('comment.save')}
        onCancel={() => setEditing(false)}
        onSubmit={async (typed, mentions) => {
          const isTaken = await work.change(comment, typed, mentions);
          if (isTaken) setEditing(false);
          return isTaken;
        }}
      />
    );
  return (
    <div className={styles.one}>
      <p className={timeline.line}>
        <strong>{who?.name ?? '—'}</strong>
        {!withTime && <span>{t('comment.said')}</span>}
        {isEdited && <span className={styles.faint}>{t('comment.edited')}</span>}
        {withTime && (
          <time className={styles.faint} dateTime={at} title={formatDateTime(at)}>
            {formatAgo(at)}
          </time>
        )}
      </p>
      <div className={styles.said}>{withNames(said, named)}</div>
      <AttachedFiles value={comment.files} />
      <div className={styles.tools}>
        <Reactions
          reactions={reactions.filter((r) => r.comment === comment.id)}
          onReact={work.mayReact ? (emoji, mine) => void work.react(comment.id, emoji, mine) : undefined}
        />
        {onAnswer && (
          <Button type="text" size="small" icon={<Reply size={14} />} onClick={onAnswer}>
            {t('comment.reply')}
          </Button>
        )}
        {isMine && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                { key: 'edit', icon: <Pencil size={14} />, label: t('comment.edit'), onClick: () => setEditing(true) },
                {
                  key: 'remove',
                  icon: <Trash2 size={14} />,
                  danger: true,
                  label: t('comment.remove'),
                  onClick: () => void work.remove(comment),
                },
              ],
            }}
          >
            <Button type="text" size="small" aria-label={t('comment.more')} icon={<MoreHorizontal size={14} />} />
          </Dropdown>
        )}
      </div>
    </div>
  );
}

/** The text with those it names standing out. */
function withNames(said: string, named: readonly Person[]): ReactNode {
  const names = named.map((person) => person.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).filter(Boolean);
  if (names.length === 0) return said;
  return said.split(new RegExp(`(@(?:${names.join('|')}))`)).map((part, index) =>
    // The odd parts are what the expression caught.
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text keep their places
      <span key={index} className={styles.mention}>
        {part}
      </span>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
