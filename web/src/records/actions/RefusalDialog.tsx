import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import { ApiError } from '../../api/http.ts';
import type { RecordData } from '../../api/records.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { reasonOf, useText } from '../../i18n/text.ts';
import styles from '../form/Form.module.css';
import { Unreadable } from '../kinds/unreadable.ts';
import { Obstacles } from './Obstacles.tsx';
import { useFilled } from './useFilled.ts';

interface RefusalDialogProps {
  object: string;
  record: RecordData;
  values: Record<string, unknown>;
  error: ApiError;
  /** Does it again with what was typed here. Refused once more, the reason comes back here. */
  retry(values: Record<string, unknown>): Promise<unknown>;
  onClose(): void;
}

/** A rule refused: what is missing, each with its field or the record to make for it, and the way on. */
export function RefusalDialog({ object: name, record, values, error: first, retry, onClose }: RefusalDialogProps) {
  const t = useText();
  const object = useDefinitions().find(name);
  const [error, setError] = useState(first);
  const { filled, isRestored, type, forget } = useFilled(object, record.id, error.details);
  const [busy, setBusy] = useState(false);
  if (!object) return null;
  const mayGoOn = error.details.some((detail) => detail.target || detail.ways?.length);
  const isReadable = Object.values(filled).every((value) => !(value instanceof Unreadable));
  const again = async () => {
    setBusy(true);
    try {
      await retry(filled);
      forget();
      onClose();
    } catch (next) {
      setBusy(false);
      if (next instanceof ApiError && next.status === 412) return onClose();
      if (next instanceof ApiError) setError(next);
    }
  };
  return (
    <Modal
      open
      title={error.message || t('refusal.title')}
      onCancel={onClose}
      width={520}
      footer={[
        <Button key="close" onClick={onClose}>
          {t(mayGoOn ? 'common.cancel' : 'common.close')}
        </Button>,
        mayGoOn && (
          <Button key="again" type="primary" loading={busy} disabled={!isReadable} onClick={() => void again()}>
            {t('refusal.retry')}
          </Button>
        ),
      ]}
    >
      <div className={styles.side}>
        {isRestored && <Alert type="info" showIcon title={t('form.restored')} />}
        {error.details.length > 0 ? (
          <Obstacles object={object} record={{ ...record, ...values }} details={error.details} typed={filled} onType={type} />
        ) : (
          !error.message && <p>{reasonOf(error)}</p>
        )}
      </div>
    </Modal>
  );
}
