import { Button } from 'antd';
import { useUnsavedGuard } from '../../app/useUnsavedGuard.ts';
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
  /** Gives up what was changed, where a page offers that. */
  onDiscard?(): void;
}

/** What was changed waits at the foot of the page until it is saved; leaving before asks. */
export function SaveBar({ shown, busy, problem, disabled, onSave, onDiscard }: SaveBarProps) {
  const t = useText();
  const pending = useConditionPending();
  useUnsavedGuard(shown);
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
      {shown && onDiscard && (
        <Button disabled={busy} onClick={onDiscard}>
          {t('unsaved.discard')}
        </Button>
      )}
      <Button type="primary" loading={busy} disabled={disabled || pending} onClick={onSave}>
        {t('admin.save')}
      </Button>
    </div>
  );
}
