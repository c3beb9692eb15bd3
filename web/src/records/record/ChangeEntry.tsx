import { Button } from 'antd';
import { ArrowRight, Undo2 } from 'lucide-react';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { HistoryEntry, RecordData } from '../../api/records.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { reasonOf, type TextKey, useText } from '../../i18n/text.ts';
import { tellError } from '../../ui/toast.ts';
import { stateOf } from '../conditions.ts';
import { FieldValue } from '../FieldValue.tsx';
import { kindOf } from '../kinds/registry.ts';
import { isShown, useSaveRecord } from '../useSaveRecord.ts';
import { sameValue } from '../values.ts';
import styles from './Timeline.module.css';

const sentences: Record<string, TextKey> = {
  created: 'change.created',
  updated: 'change.updated',
  deleted: 'change.deleted',
  restored: 'change.restored',
};

/** What became of the fields. */
export function ChangeEntry({
  object,
  record,
  entry,
  who,
}: {
  object: ObjectMeta;
  record: RecordData;
  entry: HistoryEntry;
  who: string;
}) {
  const t = useText();
  const workspace = useWorkspace();
  const { definitions } = workspace;
  const save = useSaveRecord(object);
  const mayRestore = (field: FieldMeta, value: unknown) =>
    object.can.edit &&
    kindOf(field).Input !== undefined &&
    !kindOf(field).masked &&
    !field.masked &&
    !stateOf(field, record, workspace).readOnly &&
    !sameValue(record[field.name], value);
  const restore = (field: FieldMeta, value: unknown) =>
    save(record, { [field.name]: value ?? null }).catch((error: unknown) => {
      if (!isShown(error)) tellError(reasonOf(error));
    });
  const known =
    entry.kind === 'updated'
      ? entry.changes.flatMap((change) => {
          const field = definitions.field(object, change.field);
          return field && field.type !== 'formula' && field.type !== 'rollup' ? [{ ...change, field }] : [];
        })
      : [];
  return (
    <div>
      <p className={styles.line}>
        <strong>{who}</strong>
        <span>{t(sentences[entry.kind] ?? 'change.other', { kind: entry.kind, object: object.label })}</span>
      </p>
      {known.length > 0 && (
        <ul className={styles.changes}>
          {known.map((change) => (
            <li key={change.field.name}>
              <span className={styles.fieldName}>{change.field.label}</span>
              <span className={styles.from}>
                <FieldValue field={change.field} value={change.from} record={record} />
              </span>
              <ArrowRight size={12} aria-label={t('change.to')} role="img" />
              <FieldValue field={change.field} value={change.to} record={record} />
              {mayRestore(change.field, change.from) && (
                <Button
                  type="text"
                  size="small"
                  className={styles.restore}
                  icon={<Undo2 size={12} />}
                  aria-label={t('change.restoreField', { field: change.field.label })}
                  onClick={() => void restore(change.field, change.from)}
                >
                  {t('change.restore')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
