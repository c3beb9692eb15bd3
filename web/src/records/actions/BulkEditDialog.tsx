import { Button, Modal, Segmented, Select } from 'antd';
import { useState } from 'react';
import type { FieldMeta } from '../../api/meta.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { formatNumber } from '../../i18n/format.ts';
import { text, useText } from '../../i18n/text.ts';
import styles from '../form/Form.module.css';
import { FormField } from '../form/FormField.tsx';
import { kindOf } from '../kinds/registry.ts';
import { Unreadable } from '../kinds/unreadable.ts';
import { selectFor } from '../recordQuery.ts';
import { toApi } from '../values.ts';
import { addedTo } from './addedTo.ts';
import { BulkPreview } from './BulkPreview.tsx';
import { BulkProgress } from './BulkProgress.tsx';
import { type BulkTarget, countOf } from './bulk.ts';
import { useBulkWork } from './useBulkWork.ts';

interface BulkEditDialogProps extends BulkTarget {
  object: string;
  field?: string;
  onClose(): void;
}

const listTypes = new Set(['tags', 'multi_select', 'multi_lookup']);
const neverTogether = new Set(['child_table', 'file', 'image', 'auto_number']);

/** One field of many records, or their owner: what will change, how far it is, what was refused, and the way back. */
export function BulkEditDialog({ object: name, records, matching, field: fixed, onClose }: BulkEditDialogProps) {
  const t = useText();
  const definitions = useDefinitions();
  const object = definitions.find(name);
  const target = { records, matching };
  const { stage, run, isBusy, stop } = useBulkWork(object, target, onClose);
  const [fieldName, setFieldName] = useState(fixed);
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [adds, setAdds] = useState(true);
  const [problem, setProblem] = useState<string>();
  if (!object) return null;
  const count = countOf(target);
  const field = fieldName ? definitions.field(object, fieldName) : undefined;
  const isList = field !== undefined && listTypes.has(field.type);
  const mayChange = (f: FieldMeta) =>
    f.editable !== false && !f.system && f.name !== object.nameField && !neverTogether.has(f.type) && kindOf(f).Input;
  const next = (record: Record<string, unknown>) =>
    field && isList && adds ? { ...values, [field.name]: addedTo(record[field.name], values[field.name]) } : values;

  const apply = () => {
    if (!field) return;
    const typed = values[field.name];
    if (typed instanceof Unreadable) return setProblem(text(typed.reason));
    void run({
      select: selectFor(object, [field]),
      toRequest: (record) => ({
        method: 'PATCH',
        url: `/${object.name}/${record.id}`,
        body: toApi(definitions, object, next(record)),
      }),
      toUndo: (record) => ({
        method: 'PATCH',
        url: `/${object.name}/${record.id}`,
        body: toApi(definitions, object, Object.fromEntries(Object.keys(values).map((key) => [key, record[key] ?? null]))),
      }),
      message: (done) => t('bulk.edited', { count: done, field: field.label }),
    });
  };
  const close = (
    <Button key="close" onClick={isBusy ? stop : onClose}>
      {t(isBusy ? 'bulk.stop' : stage.at === 'over' ? 'common.close' : 'common.cancel')}
    </Button>
  );
  return (
    <Modal
      open
      title={t(fixed === 'owner' ? 'bulk.transferTitle' : 'bulk.editTitle', {
        count: formatNumber(count),
        plural: object.plural,
      })}
      width={560}
      mask={{ closable: false }}
      onCancel={isBusy ? stop : onClose}
      footer={
        stage.at === 'over'
          ? [close]
          : [
              close,
              <Button
                key="apply"
                type="primary"
                loading={isBusy}
                disabled={!field || !(field.name in values) || (isList && adds && !values[field.name])}
                onClick={apply}
              >
                {t('bulk.apply', { count: formatNumber(count) })}
              </Button>,
            ]
      }
    >
      <div className={styles.side}>
        {stage.at === 'asking' && (
          <>
            {!fixed && (
              <Select
                autoFocus
                showSearch={{ optionFilterProp: 'label' }}
                aria-label={t('bulk.field')}
                placeholder={t('bulk.field')}
                value={fieldName}
                options={object.fields.filter(mayChange).map((f) => ({ value: f.name, label: f.label }))}
                onChange={(chosen) => {
                  setFieldName(chosen);
                  setProblem(undefined);
                  setValues({ [chosen]: null });
                }}
              />
            )}
            {isList && (
              <Segmented
                value={adds}
                options={[
                  { value: true, label: t('bulk.add') },
                  { value: false, label: t('bulk.replace') },
                ]}
                onChange={setAdds}
              />
            )}
            {field && (
              <FormField
                key={field.name}
                field={{ ...field, required: false }}
                values={values}
                problem={problem}
                autoFocus={Boolean(fixed)}
                onChange={(patch) => {
                  setProblem(undefined);
                  setValues((before) => ({ ...before, ...patch }));
                }}
              />
            )}
            {field && field.name in values && <BulkPreview object={object} field={field} target={target} next={next} />}
          </>
        )}
        <BulkProgress object={object} stage={stage} count={count} />
      </div>
    </Modal>
  );
}
