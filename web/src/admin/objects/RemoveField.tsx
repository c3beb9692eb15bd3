import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { type FieldDefinition, saveOverlay, useFieldUsage, type WholeDefinition } from '../../api/definitions.ts';
import { formatNumber } from '../../i18n/format.ts';
import { currentLanguage, useText } from '../../i18n/text.ts';
import { tellDone } from '../../ui/toast.ts';
import admin from '../shared/Admin.module.css';
import { say, withoutField } from './changes.ts';
import { faultsOf, refreshDefinitions } from './saving.ts';

interface RemoveFieldProps {
  whole: WholeDefinition;
  field: Pick<FieldDefinition, 'name' | 'label'>;
  onRemoved(): void;
}

/** Takes a field away, after saying what goes with it. */
export function RemoveField({ whole, field, onRemoved }: RemoveFieldProps) {
  const t = useText();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const usage = useFieldUsage(whole.definition.name, asking);
  const label = say(field.label, currentLanguage());
  const held = usage.data?.fields[field.name] ?? 0;
  const remove = async () => {
    setBusy(true);
    try {
      await saveOverlay(whole, withoutField(whole, field.name));
      await refreshDefinitions(client);
      tellDone(t('field.removed', { field: label }));
      onRemoved();
    } catch (error) {
      setProblem(faultsOf(error, field.name).field);
      setBusy(false);
    }
  };
  if (!asking)
    return (
      <div>
        <Button
          size="small"
          danger
          type="text"
          icon={<Trash2 size={14} />}
          disabled={!whole.edit}
          onClick={() => setAsking(true)}
        >
          {t('field.remove')}
        </Button>
      </div>
    );
  return (
    <div className={admin.card} role="alertdialog" aria-label={t('field.remove')}>
      <p>
        {!usage.data
          ? t('common.loading')
          : held > 0
            ? t('field.removeHeld', { field: label, count: formatNumber(held), records: formatNumber(usage.data.records) })
            : t('field.removeEmpty', { field: label })}
      </p>
      {problem && (
        <p className={admin.error} role="alert">
          {problem}
        </p>
      )}
      <div className={admin.actions}>
        <Button size="small" onClick={() => setAsking(false)}>
          {t('common.cancel')}
        </Button>
        <Button size="small" danger type="primary" loading={busy} disabled={!usage.data} onClick={() => void remove()}>
          {t('field.removeNow')}
        </Button>
      </div>
    </div>
  );
}
