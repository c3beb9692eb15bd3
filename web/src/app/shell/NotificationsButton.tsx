import { Badge, Button, Popover } from 'antd';
import { Bell } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { useUnreadCount } from '../../api/notifications.ts';
import { useText } from '../../i18n/text.ts';
import styles from '../../notifications/Notifications.module.css';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useKey } from '../useKey.ts';
import { usePhone } from '../usePhone.ts';
import { useDefinitions } from '../workspace.tsx';
import shell from './PersonMenu.module.css';

const NotificationList = lazy(() =>
  import('../../notifications/NotificationList.tsx').then((module) => ({ default: module.NotificationList })),
);

/** The bell: how much is unread, and the list beside the menu; on a phone, the way to its page. */
export function NotificationsButton({ compact }: { compact?: boolean }) {
  const t = useText();
  const phone = usePhone();
  const navigate = useNavigate();
  const may = useDefinitions().find('notification') !== undefined;
  const unread = useUnreadCount(may);
  const [open, setOpen] = useState(false);
  useKey('i', () => (phone ? navigate('/notifications') : setOpen(true)), may);
  if (!may) return null;
  const button = (
    <Button
      type="text"
      className={compact ? undefined : shell.wide}
      aria-label={compact ? (unread ? t('notify.titleCount', { count: unread }) : t('notify.title')) : undefined}
      aria-expanded={phone ? undefined : open}
      onClick={phone ? () => navigate('/notifications') : undefined}
      icon={
        <Badge count={compact ? unread : 0} size="small" overflowCount={99} offset={[8, -4]}>
          <Bell size={phone ? 20 : 16} />
        </Badge>
      }
    >
      {compact ? null : (
        <span className={shell.counted}>
          {t('notify.title')}
          <Badge count={unread} size="small" overflowCount={99} />
        </span>
      )}
    </Button>
  );
  if (phone) return button;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="rightBottom"
      align={{ offset: [12, 0] }}
      arrow={false}
      destroyOnHidden
      content={
        <section className={styles.panel} aria-label={t('notify.title')}>
          <Suspense fallback={<Skeleton rows={4} />}>
            <NotificationList onLeave={() => setOpen(false)} />
          </Suspense>
        </section>
      }
    >
      {button}
    </Popover>
  );
}
