import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal, Progress } from 'antd';
import { useState } from 'react';
import { deleteRecord, type RecordData, runAction } from '../../api/records.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { reasonOf, useText } from '../../i18n/text.ts';
import { tellError, tellUndoable } from '../../ui/toast.ts';
import styles from '../form/Form.module.css';
import { dropCached, refresh } from '../recordCache.ts';
import { titleOf } from '../values.ts';
import { inParallel } from './inParallel.ts';

interface BulkDeleteDialogProps {
  object: string;
  records: readonly RecordData[];
  onDone?(): void;
  onClose(): void;
}

/** Says which records go to the recycle bin before they do, and brings them back for ten seconds after. */
export function BulkDeleteDialog({ object: name, records, onDone, onClose }: BulkDeleteDialogProps) {
  const t = useText();
  const client = useQueryClient();
  const object = useDefinitions().find(name);
  const [done, setDone] = useState<number | null>(null);
  if (!object) return null;
  const remove = async () => {
    setDone(0);
    const result = await inParallel(records, (record) => deleteRecord(object.name, record.id), setDone);
    const failed = new Set(result.failures.map((f) => f.index));
    const gone = records.filter((_, index) => !failed.has(index));
    dropCached(client, object.name, new Set(gone.map((r) => r.id)));
    refresh(client, object.name);
    onDone?.();
    onClose();
    const first = result.failures[0];
    if (first) tellError(t('bulk.deleteFailed', { count: result.failures.length, reason: reasonOf(first.error) }));
    if (gone.length === 0) return;
    tellUndoable(t('bulk.deleted', { count: gone.length }), t('common.undo'), () => {
      inParallel(
        gone,
        (record) => runAction(object.name, record.id, 'restore'),
        () => {},
      )
        .then(() => refresh(client, object.name))
        .catch((error: unknown) => tellError(reasonOf(error)));
    });
  };
  return (
    <Modal
      open
      title={t('bulk.deleteTitle', { count: records.length, plural: object.plural })}
      width={480}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('common.cancel')}
        </Button>,
        <Button key="delete" type="primary" danger loading={done !== null} onClick={() => void remove()}>
          {t('bulk.delete', { count: records.length })}
        </Button>,
      ]}
    >
      <p>{t('bulk.deleteText')}</p>
      <ul className={styles.preview}>
        {records.slice(0, 50).map((record) => (
          <li key={record.id}>{titleOf(object, record)}</li>
        ))}
        {records.length > 50 && <li>{t('bulk.andMore', { count: records.length - 50 })}</li>}
      </ul>
      {done !== null && (
        <Progress percent={Math.round((done / records.length) * 100)} format={() => `${done} / ${records.length}`} />
      )}
    </Modal>
  );
}
