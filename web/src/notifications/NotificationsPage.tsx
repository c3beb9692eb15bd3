import { usePageTitle } from '../app/usePageTitle.ts';
import { useText } from '../i18n/text.ts';
import { NotificationList } from './NotificationList.tsx';
import styles from './Notifications.module.css';

/** Every message on a page of its own: where a phone reads them. */
export function NotificationsPage() {
  const t = useText();
  usePageTitle(t('notify.title'));
  return (
    <div className={styles.page}>
      <h1>{t('notify.title')}</h1>
      <NotificationList />
    </div>
  );
}
