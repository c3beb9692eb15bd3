import { Button } from 'antd';
import { useText } from '../../i18n/text.ts';
import admin from '../shared/Admin.module.css';
import { useConditionPending } from './ConditionInput.tsx';
import styles from './Designer.module.css';

interface SaveBarProps {
  shown: boolean;
  busy: boolean;
  problem?: string;
  disabled?: boolean;
  onSave(): void;
}

/** What was changed waits at the foot of the page until it is saved. */
export function SaveBar({ shown, busy, problem, disabled, onSave }: SaveBarProps) {
  const t = useText();
  const pending = useConditionPending();
  if (!shown && !problem) return null;
  return (
    <div className={styles.saveBar}>
      {problem ? (
        <p className={admin.error} role="alert">
          {problem}
        </p>
      ) : (
        <span className={admin.soft}>{t('admin.unsaved')}</span>
      )}
      <span className={admin.spacer} />
      <Button type="primary" loading={busy} disabled={disabled || pending} onClick={onSave}>
        {t('admin.save')}
      </Button>
    </div>
  );
}
