import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { ErrorDetail } from '../../api/http.ts';
import type { RecordData } from '../../api/records.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { reasonOf, useText } from '../../i18n/text.ts';
import { tellError } from '../../ui/toast.ts';
import { FieldValue } from '../FieldValue.tsx';
import styles from '../form/Form.module.css';
import { refresh } from '../recordCache.ts';
import { titleOf } from '../values.ts';

interface ConflictDialogProps {
  object: string;
  record: RecordData;
  values: Record<string, unknown>;
  details: readonly ErrorDetail[];
  resolve(values: Record<string, unknown>): Promise<unknown>;
  onClose(): void;
}

/** Somebody changed the same fields meanwhile: both values beside what they were, and a choice for each. */
export function ConflictDialog({ object: name, record, values, details, resolve, onClose }: ConflictDialogProps) {
  const t = useText();
  const client = useQueryClient();
  const definitions = useDefinitions();
  const object = definitions.find(name);
  const conflicts = details.filter((d) => d.target);
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set(conflicts.map((d) => d.target ?? '')));
  const [busy, setBusy] = useState(false);
  if (!object) return null;
  const choose = (field: string, isMine: boolean) => {
    const next = new Set(mine);
    if (isMine) next.add(field);
    else next.delete(field);
    setMine(next);
  };
  const save = async () => {
    const kept = Object.fromEntries(
      Object.entries(values).filter(([field]) => mine.has(field) || !conflicts.some((d) => d.target === field)),
    );
    setBusy(true);
    try {
      if (Object.keys(kept).length) await resolve(kept);
      refresh(client, object.name);
      onClose();
    } catch (error) {
      setBusy(false);
      tellError(reasonOf(error));
    }
  };
  return (
    <Modal
      open
      title={t('conflict.title', { name: titleOf(object, record) })}
      width={680}
      onCancel={onClose}
      footer={[
        <Button key="later" onClick={onClose}>
          {t('common.cancel')}
        </Button>,
        <Button key="save" type="primary" loading={busy} onClick={() => void save()}>
          {t('conflict.save')}
        </Button>,
      ]}
    >
      <p>{t('conflict.text')}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('conflict.field')}</th>
            <th scope="col">{t('conflict.original')}</th>
            <th scope="col">{t('conflict.mine')}</th>
            <th scope="col">{t('conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {conflicts.map((detail) => {
            const field = definitions.field(object, detail.target ?? '');
            const target = detail.target ?? '';
            return field ? (
              <tr key={target}>
                <th scope="row">{field.label}</th>
                <td>
                  <FieldValue field={field} value={detail.original} record={record} />
                </td>
                <td>
                  <button
                    type="button"
                    className={styles.choice}
                    aria-pressed={mine.has(target)}
                    onClick={() => choose(target, true)}
                  >
                    <FieldValue field={field} value={detail.mine ?? values[target]} record={record} />
                  </button>
                </td>
                <td>
                  <button
                    type="button"
                    className={styles.choice}
                    aria-pressed={!mine.has(target)}
                    onClick={() => choose(target, false)}
                  >
                    <FieldValue field={field} value={detail.theirs} record={record} />
                  </button>
                </td>
              </tr>
            ) : null;
          })}
        </tbody>
      </table>
    </Modal>
  );
}
