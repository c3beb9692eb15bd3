import { useQueryClient } from '@tanstack/react-query';
import { Button, Segmented, Tooltip } from 'antd';
import { CheckCheck, Circle, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { markAllRead, markRead, useNotifications, useUnreadCount } from '../api/notifications.ts';
import type { RecordData } from '../api/records.ts';
import { useDefinitions, useWorkspace } from '../app/workspace.tsx';
import { drillTo } from '../home/drillTo.ts';
import { formatAgo, formatDateTime } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { refresh } from '../records/recordCache.ts';
import { Empty } from '../ui/Empty.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { tellError } from '../ui/toast.ts';
import styles from './Notifications.module.css';

/** What the person should know, the latest first; each leads to the record it is about. */
export function NotificationList({ onLeave }: { onLeave?(): void }) {
  const t = useText();
  const client = useQueryClient();
  const { user, seenBy } = useWorkspace();
  const [onlyUnread, setOnlyUnread] = useState(false);
  const list = useNotifications(onlyUnread);
  const unread = useUnreadCount(true);
  const run = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => tellError(reasonOf(error))).finally(() => refresh(client, 'notification'));
  return (
    <div className={styles.list}>
      <div className={styles.bar}>
        <Segmented
          size="small"
          aria-label={t('notify.show')}
          value={onlyUnread ? 'unread' : 'all'}
          options={[
            { value: 'all', label: t('notify.all') },
            { value: 'unread', label: unread ? t('notify.unreadCount', { count: unread }) : t('notify.unread') },
          ]}
          onChange={(value) => setOnlyUnread(value === 'unread')}
        />
        <Button
          type="text"
          size="small"
          icon={<CheckCheck size={14} />}
          disabled={unread === 0}
          onClick={() => run(markAllRead(user.id))}
        >
          {t('notify.readAll')}
        </Button>
      </div>
      {list.isPending ? (
        <Skeleton rows={4} />
      ) : list.isError ? (
        <Empty tone="error" title={t('notify.failed')}>
          {reasonOf(list.error)}
        </Empty>
      ) : list.rows.length === 0 ? (
        <Empty title={t(onlyUnread ? 'notify.noneUnread' : 'notify.none')}>{t('notify.noneHint')}</Empty>
      ) : (
        <ul className={styles.items}>
          {list.rows.map((row) => (
            <Item
              key={row.id}
              notification={row}
              onOpen={(leads) => {
                if (!row.read_at && !seenBy) run(markRead(row));
                if (leads) onLeave?.();
              }}
              onMark={() => run(markRead(row, !row.read_at))}
            />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button type="link" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('related.more')}
        </Button>
      )}
    </div>
  );
}

function Item({ notification, onOpen, onMark }: { notification: RecordData; onOpen(leads: boolean): void; onMark(): void }) {
  const t = useText();
  const object = useDefinitions().find(String(notification.object ?? ''));
  const title = String(notification.title);
  const isUnread = !notification.read_at;
  const at = String(notification.created_at);
  const to = notification.record
    ? `/o/${object?.name}/${String(notification.record)}`
    : notification.filter
      ? drillTo(String(notification.filter), object?.name)
      : undefined;
  const inside = (
    <>
      <span className={styles.title}>{title}</span>
      {notification.text ? <span className={styles.text}>{String(notification.text)}</span> : null}
    </>
  );
  return (
    <li data-unread={isUnread || undefined}>
      <span className={styles.icon}>
        <Icon name={object?.icon} fallback={String(notification.object ?? 'inbox')} size={16} />
      </span>
      <div className={styles.body}>
        {object && to ? (
          <Link to={to} onClick={() => onOpen(true)}>
            {inside}
          </Link>
        ) : (
          <button type="button" onClick={() => onOpen(false)}>
            {inside}
          </button>
        )}
        <time dateTime={at} title={formatDateTime(at)}>
          {formatAgo(at)}
          {object ? ` · ${object.label}` : ''}
        </time>
      </div>
      <Tooltip title={t(isUnread ? 'notify.markRead' : 'notify.markUnread')} placement="left">
        <Button
          type="text"
          size="small"
          aria-label={t(isUnread ? 'notify.markReadOne' : 'notify.markUnreadOne', { title })}
          icon={isUnread ? <Circle size={14} /> : <CircleCheck size={14} />}
          onClick={onMark}
        />
      </Tooltip>
    </li>
  );
}
