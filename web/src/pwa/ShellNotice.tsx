import { RefreshCw, WifiOff } from 'lucide-react';
import { useText } from '../i18n/text.ts';
import { Button } from '../ui/Button.tsx';
import styles from './ShellNotice.module.css';
import { takeNewVersion, useNewVersion, useOnline } from './shellVersion.ts';

/** Says above every screen that there is no connection, or that a newer version is there. */
export function ShellNotice() {
  const t = useText();
  const online = useOnline();
  const isNew = useNewVersion();
  if (!online)
    return (
      <div className={styles.offline} role="status">
        <WifiOff size={16} aria-hidden="true" />
        {t('pwa.offline')}
      </div>
    );
  if (!isNew) return null;
  return (
    <div className={styles.fresh} role="status">
      <RefreshCw size={16} aria-hidden="true" />
      {t('pwa.newVersion')}
      <Button size="small" type="primary" onClick={takeNewVersion}>
        {t('pwa.reload')}
      </Button>
    </div>
  );
}
