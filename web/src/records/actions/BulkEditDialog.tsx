import { Button, Modal, Radio, Segmented, Select } from 'antd';
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
import { type BulkWay, isChosen, isListField, waysOf } from './bulkChange.ts';
import { useBulkWork } from './useBulkWork.ts';
import { useCommon } from './useCommon.ts';

interface BulkEditDialogProps extends BulkTarget {
  object: string;
  field?: string;
  onClose(): void;
}

const neverTogether = new Set(['child_table', 'file', 'image', 'auto_number']);

const wayTexts = { add: 'bulk.add', set: 'bulk.replace', clear: 'bulk.empty' } as const;

/** One field of many records, or their owner: what will change, how far it is, what was refused, and the way back. */
export function BulkEditDialog({ object: name, records, matching, field: fixed, onClose }: BulkEditDialogProps) {
  const t = useText();
  const definitions = useDefinitions();
  const object = definitions.find(name);
  const target = { records, matching };
  const { stage, run, isBusy, stop } = useBulkWork(object, target, onClose);
  const [fieldName, setFieldName] = useState(fixed);
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [way, setWay] = useState<BulkWay>('set');
  const [problem, setProblem] = useState<string>();
  const field = object && fieldName ? definitions.field(object, fieldName) : undefined;
  const common = useCommon(object, field, target);
  if (!object) return null;
  const count = countOf(target);
  const ways = field && !fixed ? waysOf(field) : [];
  const chosen = field !== undefined && isChosen(way, values[field.name]);
  const mayChange = (f: FieldMeta) =>
    f.editable !== false && !f.system && f.name !== object.nameField && !neverTogether.has(f.type) && kindOf(f).Input;
  const next = (record: Record<string, unknown>) => {
    if (!field || way === 'set') return values;
    return way === 'clear'
      ? { [field.name]: null }
      : { ...values, [field.name]: addedTo(record[field.name], values[field.name]) };
  };

  const apply = () => {
    if (!field) return;
    const typed = way === 'clear' ? null : values[field.name];
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
        body: toApi(definitions, object, Object.fromEntries(Object.keys(next(record)).map((key) => [key, record[key] ?? null]))),
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
              <Button key="apply" type="primary" loading={isBusy} disabled={!chosen} onClick={apply}>
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
                onChange={(name) => {
                  const next = definitions.field(object, name);
                  setFieldName(name);
                  setProblem(undefined);
                  setValues({});
                  setWay(next && isListField(next) ? 'add' : 'set');
                }}
              />
            )}
            {ways.length > 1 && (
              <Segmented
                aria-label={field?.label}
                value={way}
                options={ways.map((one) => ({
                  value: one,
                  label: t(one === 'set' && field && !isListField(field) ? 'bulk.setTo' : wayTexts[one]),
                }))}
                onChange={setWay}
              />
            )}
            {field?.type === 'boolean' ? (
              <Radio.Group
                aria-label={field.label}
                value={values[field.name]}
                options={[
                  { value: true, label: t('boolean.yes') },
                  { value: false, label: t('boolean.no') },
                ]}
                onChange={({ target: { value } }) => setValues({ [field.name]: value })}
              />
            ) : (
              field &&
              way !== 'clear' && (
                <FormField
                  key={field.name}
                  field={{ ...field, required: true }}
                  values={{ ...common, ...values }}
                  problem={problem}
                  autoFocus={Boolean(fixed)}
                  onChange={(patch) => {
                    setProblem(undefined);
                    setValues((before) => ({ ...before, ...patch }));
                  }}
                />
              )
            )}
            {chosen && <BulkPreview object={object} field={field} target={target} next={next} />}
          </>
        )}
        <BulkProgress object={object} stage={stage} count={count} />
      </div>
    </Modal>
  );
}
