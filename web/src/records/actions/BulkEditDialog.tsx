import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Modal, Progress, Select } from 'antd';
import { useRef, useState } from 'react';
import { patchRecord, type RecordData } from '../../api/records.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { reasonOf, useText } from '../../i18n/text.ts';
import { tellError, tellUndoable } from '../../ui/toast.ts';
import styles from '../form/Form.module.css';
import { FormField } from '../form/FormField.tsx';
import { kindOf } from '../kinds/registry.ts';
import { refresh } from '../recordCache.ts';
import { titleOf, toApi } from '../values.ts';
import { inParallel } from './inParallel.ts';

interface BulkEditDialogProps {
  object: string;
  records: readonly RecordData[];
  field?: string;
  onClose(): void;
}

/** One field of many records, or their owner: what will change, how far it is, and the way back. */
export function BulkEditDialog({ object: name, records, field: fixed, onClose }: BulkEditDialogProps) {
  const t = useText();
  const client = useQueryClient();
  const definitions = useDefinitions();
  const object = definitions.find(name);
  const [fieldName, setFieldName] = useState(fixed);
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [done, setDone] = useState<number | null>(null);
  const [failures, setFailures] = useState<string[]>([]);
  const stop = useRef(new AbortController());
  if (!object) return null;
  const field = fieldName ? definitions.field(object, fieldName) : undefined;
  const fields = object.fields.filter(
    (f) => f.editable !== false && !f.system && f.name !== object.nameField && f.type !== 'child_table' && kindOf(f).Input,
  );

  const apply = async () => {
    const sent = toApi(definitions, object, values);
    const before = new Map(
      records.map((r) => [
        r.id,
        toApi(definitions, object, Object.fromEntries(Object.keys(values).map((key) => [key, r[key] ?? null]))),
      ]),
    );
    setDone(0);
    const result = await inParallel(
      records,
      (record) => patchRecord(object.name, record.id, sent, record.version),
      setDone,
      stop.current.signal,
    );
    refresh(client, object.name);
    const failed = new Set(result.failures.map((f) => f.index));
    const changed = records.filter((_, index) => !failed.has(index)).slice(0, result.done + result.failures.length);
    if (result.done) {
      tellUndoable(t('bulk.edited', { count: result.done, field: field?.label ?? '' }), t('common.undo'), () => {
        inParallel(
          changed,
          (record) => patchRecord(object.name, record.id, before.get(record.id) ?? {}),
          () => {},
        )
          .then(() => refresh(client, object.name))
          .catch((error: unknown) => tellError(reasonOf(error)));
      });
    }
    if (result.failures.length === 0) return onClose();
    setFailures(
      result.failures.map(({ index, error }) => `${titleOf(object, records[index] as RecordData)}：${reasonOf(error)}`),
    );
  };
  const running = done !== null && failures.length === 0;
  return (
    <Modal
      open
      title={
        fixed === 'owner'
          ? t('bulk.transferTitle', { count: records.length, plural: object.plural })
          : t('bulk.editTitle', { count: records.length, plural: object.plural })
      }
      width={480}
      onCancel={onClose}
      footer={
        failures.length > 0
          ? [
              <Button key="close" type="primary" onClick={onClose}>
                {t('common.close')}
              </Button>,
            ]
          : [
              <Button
                key="cancel"
                onClick={() => {
                  stop.current.abort();
                  if (!running) onClose();
                }}
              >
                {t('common.cancel')}
              </Button>,
              <Button
                key="apply"
                type="primary"
                loading={running}
                disabled={!field || !(field.name in values)}
                onClick={() => void apply()}
              >
                {t('bulk.apply', { count: records.length })}
              </Button>,
            ]
      }
    >
      <div className={styles.side}>
        {failures.length > 0 ? (
          <Alert
            type="warning"
            showIcon
            title={t('bulk.someFailed', { count: failures.length })}
            description={
              <ul>
                {failures.slice(0, 8).map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            }
          />
        ) : (
          <>
            {!fixed && (
              <Select
                autoFocus
                showSearch={{ optionFilterProp: 'label' }}
                aria-label={t('bulk.field')}
                placeholder={t('bulk.field')}
                value={fieldName}
                options={fields.map((f) => ({ value: f.name, label: f.label }))}
                onChange={(next) => {
                  setFieldName(next);
                  setValues({ [next]: null });
                }}
              />
            )}
            {field && (
              <FormField
                key={field.name}
                field={{ ...field, required: false }}
                values={values}
                autoFocus={Boolean(fixed)}
                onChange={(patch) => setValues({ ...values, ...patch })}
              />
            )}
            {running && (
              <Progress percent={Math.round(((done ?? 0) / records.length) * 100)} format={() => `${done} / ${records.length}`} />
            )}
          </>
        )}
      </div>
    </Modal>
  );
}
