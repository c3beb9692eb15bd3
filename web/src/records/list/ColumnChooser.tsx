import { move } from '@dnd-kit/helpers';
import { DragDropProvider } from '@dnd-kit/react';
import { useSortable } from '@dnd-kit/react/sortable';
import { Checkbox, Input } from 'antd';
import { GripVertical } from 'lucide-react';
import { useState } from 'react';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { useText } from '../../i18n/text.ts';
import styles from './ColumnChooser.module.css';

interface ColumnChooserProps {
  object: ObjectMeta;
  columns: readonly string[];
  onChange(columns: string[]): void;
}

/** Which columns, and in which order: tick to show, drag to move. */
export function ColumnChooser({ object, columns, onChange }: ColumnChooserProps) {
  const t = useText();
  const [search, setSearch] = useState('');
  const fits = (field: FieldMeta) => field.label.toLowerCase().includes(search.trim().toLowerCase());
  const shown = columns
    .flatMap((name) => object.fields.find((f) => f.name === name) ?? [])
    .filter((f) => f.name !== object.nameField);
  const hidden = object.fields.filter((f) => f.name !== object.nameField && !columns.includes(f.name) && fits(f));
  return (
    <div className={styles.panel}>
      <Input
        autoFocus
        size="small"
        allowClear
        placeholder={t('columns.search')}
        aria-label={t('columns.search')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className={styles.lists}>
        <h3>{t('columns.shown')}</h3>
        <DragDropProvider
          onDragEnd={(event) =>
            !event.canceled &&
            onChange(
              move(
                shown.map((f) => f.name),
                event,
              ),
            )
          }
        >
          <ul>
            {shown.filter(fits).map((field, index) => (
              <ColumnItem
                key={field.name}
                field={field}
                index={index}
                onHide={() => onChange(columns.filter((name) => name !== field.name))}
              />
            ))}
          </ul>
        </DragDropProvider>
        {hidden.length > 0 && <h3>{t('columns.hidden')}</h3>}
        <ul>
          {hidden.map((field) => (
            <li key={field.name}>
              <Checkbox checked={false} onChange={() => onChange([...columns, field.name])}>
                {field.label}
              </Checkbox>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function ColumnItem({ field, index, onHide }: { field: FieldMeta; index: number; onHide(): void }) {
  const t = useText();
  const { ref, handleRef } = useSortable({ id: field.name, index });
  return (
    <li ref={ref}>
      <Checkbox checked onChange={onHide}>
        {field.label}
      </Checkbox>
      <button ref={handleRef} type="button" className={styles.handle} aria-label={t('columns.move', { field: field.label })}>
        <GripVertical size={14} aria-hidden="true" />
      </button>
    </li>
  );
}
