import { memo, useRef } from 'react';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { type Language, textWith } from '../../i18n/text.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { PlainLink } from '../../ui/PlainLink.tsx';
import { InlineEditor } from '../edit/InlineEditor.tsx';
import { drawValue } from '../FieldValue.tsx';
import { alignOf } from '../kinds/registry.ts';
import { TickBox } from '../TickBox.tsx';
import type { SaveRecord } from '../useSaveRecord.ts';
import { titleOf } from '../values.ts';
import styles from './RecordTable.module.css';

interface TableRowProps {
  object: ObjectMeta;
  record: RecordData;
  columns: readonly FieldMeta[];
  index: number;
  /** Where the row stands among rows and group heads. */
  line: number;
  top: number;
  /** How many columns stay in sight, and how far each stands from the left. */
  frozen: number;
  lefts: string;
  /** The columns of the row that belong to a chosen block; -1 where none do. */
  from: number;
  to: number;
  /** Whether records of the object can be done, and have a box for it. */
  isCompletable: boolean;
  isSelected: boolean;
  activeColumn: number;
  editing: { field: string; typed?: string } | null;
  /** The language of what it says. */
  language: Language;
  canEdit(field: FieldMeta): boolean;
  save: SaveRecord;
  /** With a range, everything from the row that was ticked last. */
  onToggle(range: boolean): void;
  onActivate(column: number): void;
  /** Chooses the block from the active cell to this one. */
  onStretch(column: number): void;
  onEdit(column: number): void;
  onClose(column: number): void;
  /** Opens what can be done with the record, beside its button. */
  onMenu(button: HTMLElement): void;
}

export const TableRow = memo(
  function TableRow(props: TableRowProps) {
    const { object, record, columns, index, isSelected, activeColumn } = props;
    const title = titleOf(object, record);
    // Saved against what was there when the editing began: what others changed since is for the conflict dialog.
    const opened = useRef(record);
    if (!props.editing) opened.current = record;
    const wasActive = useRef(false);
    const lefts = props.lefts.split(',').map(Number);
    return (
      // biome-ignore lint/a11y/useSemanticElements: a virtual sheet cannot be a table element
      <div
        role="row"
        tabIndex={-1}
        aria-rowindex={props.line + 2}
        aria-selected={isSelected}
        className={styles.row}
        style={{ top: props.top }}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div role="gridcell" tabIndex={-1} className={styles.check}>
          <Checkbox
            aria-label={textWith('list.selectOne', 'name', title)}
            checked={isSelected}
            onChange={(event) => props.onToggle((event.nativeEvent as MouseEvent).shiftKey === true)}
          />
        </div>
        {columns.map((field, column) => {
          const isEditing = props.editing?.field === field.name;
          const isName = field.name === object.nameField;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys of its cells
            // biome-ignore lint/a11y/useSemanticElements: see above
            <div
              key={field.name}
              role="gridcell"
              data-cell={`${index}:${column}`}
              data-align={alignOf(field) === 'end' ? 'end' : undefined}
              tabIndex={activeColumn === column || (index === 0 && column === 0 && activeColumn < 0) ? 0 : -1}
              style={column < props.frozen ? { left: lefts[column] } : undefined}
              data-chosen={(column >= props.from && column <= props.to) || undefined}
              className={`${styles.cell} ${column < props.frozen ? styles.sticky : ''} ${column === props.frozen - 1 ? styles.lastFrozen : ''} ${isEditing ? styles.editing : ''} ${props.canEdit(field) ? styles.editable : ''}`}
              onFocus={() => activeColumn !== column && props.onActivate(column)}
              onMouseDown={(event) => {
                wasActive.current = activeColumn === column;
                if (!event.shiftKey || isEditing) return;
                // The block grows from the cell that has the focus, which stays there.
                event.preventDefault();
                wasActive.current = false;
                props.onStretch(column);
              }}
              onClick={() => wasActive.current && !isName && !isEditing && props.onEdit(column)}
              onDoubleClick={() => props.onEdit(column)}
            >
              {isEditing ? (
                <InlineEditor
                  inCell
                  object={object}
                  field={field}
                  record={record}
                  typed={props.editing?.typed}
                  onSave={(values) => props.save(opened.current, values)}
                  onClose={() => props.onClose(column)}
                />
              ) : isName ? (
                <>
                  {props.isCompletable && <TickBox object={object} record={record} />}
                  <PlainLink className={styles.name} to={`/o/${object.name}/${record.id}`}>
                    {title}
                  </PlainLink>
                </>
              ) : (
                drawValue({ field, value: record[field.name], record, compact: true })
              )}
              {column === 0 && !isEditing && (
                <button
                  type="button"
                  className={styles.menu}
                  tabIndex={-1}
                  aria-label={textWith('list.rowMenu', 'name', title)}
                  aria-haspopup="menu"
                  onClick={(event) => {
                    // A click on the menu is none on the cell.
                    event.stopPropagation();
                    props.onMenu(event.currentTarget);
                  }}
                />
              )}
            </div>
          );
        })}
      </div>
    );
  },
  (before, after) =>
    before.record === after.record &&
    before.columns === after.columns &&
    before.language === after.language &&
    before.save === after.save &&
    before.top === after.top &&
    before.index === after.index &&
    before.line === after.line &&
    before.frozen === after.frozen &&
    before.lefts === after.lefts &&
    before.from === after.from &&
    before.to === after.to &&
    before.isSelected === after.isSelected &&
    before.activeColumn === after.activeColumn &&
    before.editing === after.editing,
);
