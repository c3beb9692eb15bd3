import { useQueryClient } from '@tanstack/react-query';
import { Download, X } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { ObjectMeta } from '../../api/meta.ts';
import { useKey } from '../../app/useKey.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { formatNumber } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { type BulkTarget, countOf } from '../actions/bulk.ts';
import { availableActions } from '../actions/recordActions.ts';
import { useOffered, within } from '../record/useReach.ts';
import styles from './BulkBar.module.css';

interface BulkBarProps extends BulkTarget {
  object: ObjectMeta;
  /** How many there are beside those that are ticked, when all that is loaded is ticked. */
  total: number | undefined;
  onEverything?(): void;
  /** Absent where these can't be exported. */
  onExport?(): void;
  onClear(): void;
}

/** What can be done with everything that is ticked, or with everything that the filter admits. */
export function BulkBar({ object: kind, records, matching, total, onEverything, onExport, onClear }: BulkBarProps) {
  const t = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const workspace = useWorkspace();
  useKey('escape', onClear);
  // Of one record it is known what can be done with it.
  const one = matching === undefined && records.length === 1 ? records[0] : undefined;
  const offered = useOffered(kind, one?.id ?? '', one !== undefined);
  const object = one ? within(kind, offered.data) : kind;
  const context = { object, records, matching, navigate, client, workspace, onGone: onClear };
  const actions = offered.isLoading ? undefined : availableActions(context);
  return (
    <div className={styles.bar} data-bulk="" role="toolbar" aria-label={t('bulk.toolbar')}>
      <strong>{t('bulk.selected', { count: formatNumber(countOf({ records, matching })) })}</strong>
      {onEverything && total !== undefined && (
        <Button type="link" size="small" onClick={onEverything}>
          {t('bulk.everything', { count: formatNumber(total) })}
        </Button>
      )}
      <span className={styles.line} />
      {actions?.length === 0 && !onExport && <span className={styles.none}>{t('bulk.nothing')}</span>}
      {actions?.map((action) => (
        <Button
          key={action.id}
          type="text"
          danger={action.danger}
          icon={action.icon ? <action.icon size={14} /> : <Icon name={action.iconName} size={14} />}
          aria-label={action.label}
          onClick={() => action.run(context)}
        >
          <span className={styles.word}>{action.label}</span>
        </Button>
      ))}
      {onExport && (
        <Button type="text" icon={<Download size={14} />} aria-label={t('bulk.export')} onClick={onExport}>
          <span className={styles.word}>{t('bulk.export')}</span>
        </Button>
      )}
      <Button type="text" aria-label={t('bulk.clear')} icon={<X size={14} />} onClick={onClear} />
    </div>
  );
}
