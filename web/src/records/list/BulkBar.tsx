import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { X } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useKey } from '../../app/useKey.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { Icon } from '../../ui/Icon.tsx';
import { availableActions } from '../actions/recordActions.ts';
import styles from './BulkBar.module.css';

/** What can be done with everything that is ticked. */
export function BulkBar({ object, records, onClear }: { object: ObjectMeta; records: readonly RecordData[]; onClear(): void }) {
  const t = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const workspace = useWorkspace();
  useKey('escape', onClear);
  const context = { object, records, navigate, client, workspace, onGone: onClear };
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('bulk.toolbar')}>
      <strong>{t('bulk.selected', { count: records.length })}</strong>
      <span className={styles.line} />
      {availableActions(context).map((action) => (
        <Button
          key={action.id}
          type="text"
          danger={action.danger}
          icon={action.icon ? <action.icon size={14} /> : <Icon name={action.iconName} size={14} />}
          onClick={() => action.run(context)}
        >
          <span className={styles.word}>{action.label}</span>
        </Button>
      ))}
      <Button type="text" aria-label={t('bulk.clear')} icon={<X size={14} />} onClick={onClear} />
    </div>
  );
}
