import { Eye } from 'lucide-react';
import { useEffect } from 'react';
import { formatDateTime } from '../../i18n/format.ts';
import { reasonOf, useText } from '../../i18n/text.ts';
import { endView, followView } from '../../session/view.ts';
import { Button } from '../../ui/Button.tsx';
import { tellError } from '../../ui/toast.ts';
import { useWorkspace } from '../workspace.tsx';
import styles from './SeenBar.module.css';

/** Says above every screen whose view it is while an administrator sees as somebody else, and ends it. */
export function SeenBar() {
  const t = useText();
  const { user, seenBy } = useWorkspace();
  useEffect(() => followView(seenBy?.until), [seenBy?.until]);
  if (!seenBy) return null;
  return (
    <div className={styles.bar} role="status">
      <Eye size={16} aria-hidden="true" />
      <span className={styles.text}>
        <strong>{t('seeing.as', { name: user.name })}</strong> {t('seeing.about', { time: formatDateTime(seenBy.until) })}
      </span>
      <Button
        size="small"
        type="primary"
        onClick={() => void endView(user.id).catch((error: unknown) => tellError(reasonOf(error)))}
      >
        {t('seeing.end')}
      </Button>
    </div>
  );
}
