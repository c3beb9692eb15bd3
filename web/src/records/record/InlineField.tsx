import { Button } from 'antd';
import { Eye, Pencil } from 'lucide-react';
import { useRef, useState } from 'react';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { openDialog } from '../../app/dialogs.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { stateOf } from '../conditions.ts';
import { InlineEditor } from '../edit/InlineEditor.tsx';
import { FieldValue } from '../FieldValue.tsx';
import { kindOf } from '../kinds/registry.ts';
import { useSaveRecord } from '../useSaveRecord.ts';
import styles from './InlineField.module.css';

interface InlineFieldProps {
  object: ObjectMeta;
  record: RecordData;
  field: FieldMeta;
  /** A headline figure. */
  big?: boolean;
}

/** A value that becomes its own editor when it is clicked. */
export function InlineField({ object, record, field, big }: InlineFieldProps) {
  const t = useText();
  const workspace = useWorkspace();
  const save = useSaveRecord(object);
  const [editing, setEditing] = useState(false);
  // Saved against what was there when the editing began: what others changed since is for the conflict dialog.
  const opened = useRef(record);
  if (!editing) opened.current = record;
  const [revealed, setRevealed] = useState<unknown>(undefined);
  const kind = kindOf(field);
  const editable = object.can.edit && kind.Input !== undefined && !stateOf(field, record, workspace).readOnly;
  const value = revealed ?? record[field.name];
  if (editing) {
    const shown = field.masked || kind.masked ? { ...record, [field.name]: revealed ?? null } : record;
    return (
      <InlineEditor
        object={object}
        field={field}
        record={shown}
        onSave={(values) => save(opened.current, values)}
        onClose={() => setEditing(false)}
      />
    );
  }
  return (
    <div className={`${styles.value} ${big ? styles.big : ''} ${editable ? styles.editable : ''}`}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button beside it does the same for the keyboard */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
      <div className={styles.shown} onClick={() => editable && !window.getSelection()?.toString() && setEditing(true)}>
        <FieldValue field={field} value={value} record={record} />
      </div>
      {(field.masked || kind.masked) && revealed === undefined && value !== null && value !== undefined && (
        <Button
          size="small"
          type="text"
          aria-label={t('reveal.title', { field: field.label })}
          icon={<Eye size={14} />}
          onClick={() =>
            openDialog({
              kind: 'reveal',
              object: object.name,
              id: record.id,
              field: field.name,
              label: field.label,
              onRevealed: setRevealed,
            })
          }
        />
      )}
      {editable && (
        <button
          type="button"
          data-edit=""
          className={styles.pencil}
          aria-label={t('field.edit', { field: field.label })}
          onClick={() => setEditing(true)}
        >
          <Pencil size={12} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
