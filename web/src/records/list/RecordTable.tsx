import { useVirtualizer } from '@tanstack/react-virtual';
import { Checkbox } from 'antd';
import { Sigma } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { usePreferences } from '../../app/preferences.ts';
import { useText } from '../../i18n/text.ts';
import { sizes } from '../../theme/tokens.ts';
import { alignOf, kindOf, widthFor } from '../kinds/registry.ts';
import { ColumnHeader } from './ColumnHeader.tsx';
import { useColumnWidths } from './columnWidths.ts';
import type { SortKey } from './listState.ts';
import styles from './RecordTable.module.css';
import { TableRow } from './TableRow.tsx';

export interface RecordTableProps {
  object: ObjectMeta;
  columns: readonly FieldMeta[];
  rows: readonly RecordData[];
  total: number | undefined;
  sort: readonly SortKey[];
  totals: ReadonlyMap<string, number>;
  selected: ReadonlySet<string>;
  hasMore: boolean;
  onMore(): void;
  onSort(field: string, keepOthers: boolean): void;
  onSelect(ids: ReadonlySet<string>): void;
}

const checkWidth = 40;

/** The list as a sheet: thousands of rows, the first column always in sight, every cell reached and edited by keys. */
export function RecordTable(props: RecordTableProps) {
  const { object, columns, rows, selected, onSelect } = props;
  const t = useText();
  const navigate = useNavigate();
  const { density } = usePreferences();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState({ row: 0, column: 0 });
  const [editing, setEditing] = useState<{ id: string; field: string; typed?: string } | null>(null);
  const { widthOf, resize } = useColumnWidths(object.name);
  const rowHeight = sizes.row[density];
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another density is another height
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  const { hasMore, onMore } = props;
  useEffect(() => {
    if (hasMore && last >= rows.length - 15) onMore();
  }, [last, rows.length, hasMore, onMore]);

  const template = [
    `${checkWidth}px`,
    ...columns.map((field) => `${widthOf(field, widthFor(field), field.name === object.nameField)}px`),
    'minmax(24px,1fr)',
  ].join(' ');
  const canEdit = (field: FieldMeta | undefined) => Boolean(field?.editable && object.can.edit && kindOf(field).Input);

  const focusCell = (row: number, column: number) => {
    const at = { row: clamp(row, rows.length), column: clamp(column, columns.length) };
    setActive(at);
    virtual.scrollToIndex(at.row);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-cell="${at.row}:${at.column}"]`)?.focus());
  };
  const edit = (row: number, column: number, typed?: string) => {
    const [record, field] = [rows[row], columns[column]];
    if (record && field && canEdit(field)) setEditing({ id: record.id, field: field.name, typed });
  };
  // Rows are drawn again only when they change: what they call must read the latest selection, not the one they were drawn with.
  const latest = useRef(selected);
  latest.current = selected;
  const anchor = useRef(0);
  const toggle = (row: number, range: boolean) => {
    const next = new Set(latest.current);
    const [from, to] = range ? [Math.min(anchor.current, row), Math.max(anchor.current, row)] : [row, row];
    const adds = !next.has(rows[row]?.id ?? '');
    for (const { id } of rows.slice(from, to + 1)) {
      if (adds) next.add(id);
      else next.delete(id);
    }
    anchor.current = row;
    onSelect(next);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (editing || !(event.target as HTMLElement).dataset.cell) return;
    const { row, column } = active;
    const moves: Record<string, [number, number]> = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + 1],
      ArrowLeft: [row, column - 1],
      Home: [row, 0],
      End: [row, columns.length - 1],
      PageDown: [row + 15, column],
      PageUp: [row - 15, column],
    };
    const move = moves[event.key];
    const record = rows[row];
    if (move && !event.altKey) focusCell(...move);
    else if (event.key === ' ' && record) toggle(row, event.shiftKey);
    else if (event.key === 'Enter' && record && (column === 0 || !canEdit(columns[column])))
      navigate(`/o/${object.name}/${record.id}`);
    else if (event.key === 'Enter' || event.key === 'F2' || (event.key === 'e' && !event.metaKey && !event.ctrlKey))
      edit(row, column);
    else if (event.key.length === 1 && !event.metaKey && !event.ctrlKey && !event.altKey && isTyped(columns[column]))
      edit(row, column, event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const allSelected = rows.length > 0 && rows.every((row) => selected.has(row.id));
  return (
    <div ref={scroller} className={styles.scroller}>
      {/* biome-ignore lint/a11y/useSemanticElements: a virtual sheet cannot be a table element */}
      <div
        role="grid"
        tabIndex={-1}
        aria-label={object.plural}
        aria-rowcount={(props.total ?? rows.length) + 1}
        aria-colcount={columns.length + 1}
        className={styles.grid}
        style={{ '--columns': template }}
        onKeyDown={onKeyDown}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div role="row" tabIndex={-1} aria-rowindex={1} className={styles.header}>
          {/* biome-ignore lint/a11y/useSemanticElements: see above */}
          <div role="columnheader" tabIndex={-1} className={styles.check}>
            <Checkbox
              aria-label={t('list.selectAll')}
              checked={allSelected}
              indeterminate={!allSelected && selected.size > 0}
              onChange={() => onSelect(allSelected ? new Set() : new Set(rows.map((row) => row.id)))}
            />
          </div>
          {columns.map((field, index) => (
            <ColumnHeader
              key={field.name}
              field={field}
              sticky={index === 0}
              sort={props.sort.find((key) => key.field === field.name)}
              onSort={(keep) => props.onSort(field.name, keep)}
              onResize={(width) => resize(field.name, width)}
            />
          ))}
        </div>
        <div className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const record = rows[item.index];
            return record ? (
              <TableRow
                key={record.id}
                object={object}
                record={record}
                columns={columns}
                index={item.index}
                top={item.start}
                isSelected={selected.has(record.id)}
                activeColumn={active.row === item.index ? active.column : -1}
                editing={editing?.id === record.id ? editing : null}
                canEdit={canEdit}
                onToggle={(range) => toggle(item.index, range)}
                onActivate={(column) => setActive({ row: item.index, column })}
                onEdit={(column) => edit(item.index, column)}
                onClose={(column) => {
                  setEditing(null);
                  focusCell(item.index, column);
                }}
              />
            ) : null;
          })}
        </div>
        {props.totals.size > 0 && (
          <div className={styles.totals}>
            <span className={styles.check}>
              <Sigma size={12} aria-hidden="true" />
            </span>
            {columns.map((field, index) => {
              const sum = props.totals.get(field.name);
              const { Display } = kindOf(field);
              return (
                <span
                  key={field.name}
                  className={`${styles.total} ${index === 0 ? styles.stickyTotal : ''}`}
                  data-align={alignOf(field)}
                >
                  {index === 0 && sum === undefined
                    ? t('list.totals')
                    : sum !== undefined && <Display value={sum} field={field} />}
                </span>
              );
            })}
          </div>
        )}
      </div>
    </div>
  );
}

function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(length - 1, index));
}

/** Typing into a cell replaces its content where the content is typed, not chosen. */
function isTyped(field: FieldMeta | undefined): boolean {
  return field !== undefined && Boolean(kindOf(field).typed);
}
