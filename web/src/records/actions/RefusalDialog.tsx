import { Button, Modal } from 'antd';
import { CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '../../api/http.ts';
import type { FieldMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { reasonOf, useText } from '../../i18n/text.ts';
import styles from '../form/Form.module.css';
import { FormField } from '../form/FormField.tsx';

interface RefusalDialogProps {
  object: string;
  record: RecordData;
  values: Record<string, unknown>;
  error: ApiError;
  retry(values: Record<string, unknown>): Promise<unknown>;
  onClose(): void;
}

/** A rule refused: what is missing, as a list; what can be typed right here, with its field. */
export function RefusalDialog({ object: name, record, values, error: first, retry, onClose }: RefusalDialogProps) {
  const t = useText();
  const definitions = useDefinitions();
  const object = definitions.find(name);
  const [error, setError] = useState(first);
  const [typed, setTyped] = useState<Record<string, unknown>>({});
  const [busy, setBusy] = useState(false);
  if (!object) return null;
  const asked = error.details.flatMap((d): { field: FieldMeta; message?: string }[] => {
    const field = d.target ? definitions.field(object, d.target) : undefined;
    return field?.editable && !(field.name in values) ? [{ field, message: d.message }] : [];
  });
  const told = error.details
    .filter((d) => !asked.some(({ field }) => field.name === d.target))
    .map((d) => d.message ?? '')
    .filter(Boolean);
  const again = async () => {
    setBusy(true);
    try {
      await retry(typed);
      onClose();
    } catch (next) {
      setBusy(false);
      if (next instanceof ApiError && next.status === 422) return onClose();
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
          {t(asked.length ? 'common.cancel' : 'common.close')}
        </Button>,
        asked.length > 0 && (
          <Button key="again" type="primary" loading={busy} onClick={() => void again()}>
            {t('refusal.retry')}
          </Button>
        ),
      ]}
    >
      <div className={styles.side}>
        <p>{t(asked.length ? 'refusal.fill' : 'refusal.missing')}</p>
        {told.length > 0 && (
          <ul className={styles.missing}>
            {told.map((message) => (
              <li key={message}>
                <CircleAlert size={14} aria-hidden="true" />
                {message}
              </li>
            ))}
          </ul>
        )}
        {error.details.length === 0 && !error.message && <p>{reasonOf(error)}</p>}
        {asked.map(({ field, message }, index) => (
          <FormField
            key={field.name}
            field={field}
            values={{ ...record, ...typed }}
            required
            problem={field.name in typed ? undefined : message}
            autoFocus={index === 0}
            onChange={(patch) => setTyped({ ...typed, ...patch })}
          />
        ))}
      </div>
    </Modal>
  );
}
