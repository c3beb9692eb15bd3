import { useState } from 'react';
import type { ObjectMeta } from '../api/meta.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { useText } from '../i18n/text.ts';
import { InlineEditor } from '../records/edit/InlineEditor.tsx';
import { kindOf } from '../records/kinds/registry.ts';
import { correctedValue, type FixColumn, startingValue } from './badCells.ts';
import styles from './FixRows.module.css';

interface FixCellProps {
  object: ObjectMeta;
  row: number;
  column: FixColumn;
  text: string;
  state: 'bad' | 'corrected' | undefined;
  /** What is wrong with it, for those who don't see the mark. */
  describedBy?: string;
  onSave(value: unknown): Promise<unknown>;
}

/** A cell of the file that is edited where it stands, by the input of its field. */
export function FixCell({ object, row, column, text, state, describedBy, onSave }: FixCellProps) {
  const t = useText();
  const definitions = useDefinitions();
  const [editing, setEditing] = useState(false);
  const [button, setButton] = useState<HTMLButtonElement | null>(null);
  const { field } = column;
  const kind = kindOf(field);
  const close = () => {
    setEditing(false);
    requestAnimationFrame(() => document.activeElement === document.body && button?.focus());
  };
  return (
    <div className={styles.cell} data-state={state} data-editing={editing || undefined}>
      <button
        ref={setButton}
        type="button"
        hidden={editing}
        disabled={!kind.Input}
        aria-label={t('import.fixCell', { field: field.label, row, value: text || t('import.fixEmpty') })}
        aria-describedby={describedBy}
        title={text}
        onClick={() => setEditing(true)}
      >
        {text || (state === 'bad' ? <i>{t('import.fixEmpty')}</i> : '')}
      </button>
      {editing && (
        <InlineEditor
          object={object}
          field={{ ...field, required: false, readOnlyWhen: undefined, visibleWhen: undefined }}
          record={{ [field.name]: startingValue(field, text) }}
          inCell
          onSave={(values) => {
            const value = values[field.name];
            const sent = value === null || value === undefined ? null : (kind.send?.(value, field, definitions) ?? value);
            return onSave(correctedValue(sent));
          }}
          onClose={close}
        />
      )}
    </div>
  );
}
