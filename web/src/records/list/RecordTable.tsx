import { observeElementRect, type Rect, useVirtualizer } from '@tanstack/react-virtual';
import { type ClipboardEvent, type KeyboardEvent, Suspense, startTransition, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { usePreferences } from '../../app/preferences.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { useLanguage, useText } from '../../i18n/text.ts';
import { sizes } from '../../theme/tokens.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { lazyPart } from '../../ui/lazyPart.tsx';
import { completion } from '../completing.ts';
import { kindOf, widthFor } from '../kinds/registry.ts';
import { between, type Corner } from '../sheet/tabular.ts';
import { useSheet } from '../sheet/useSheet.ts';
import { useSaveRecord } from '../useSaveRecord.ts';
import { ColumnHeader } from './ColumnHeader.tsx';
import { useColumnWidths } from './columnWidths.ts';
import { GroupRow, MoreRow } from './GroupRow.tsx';
import { shiftInto } from './intoRoom.ts';
import type { SortKey } from './listState.ts';
import styles from './RecordTable.module.css';
import { TableRow } from './TableRow.tsx';
import { TotalsRow } from './TotalsRow.tsx';
import { isCharacter, useCellEditing } from './useCellEditing.ts';
import type { Group, Line } from './useGroups.ts';
import { useWayIn } from './useWayIn.ts';

export interface RecordTableProps {
  object: ObjectMeta;
  columns: readonly FieldMeta[];
  rows: readonly RecordData[];
  /** The rows between the heads of their groups; absent in a table without groups. */
  lines?: readonly Line[];
  total: number | undefined;
  sort: readonly SortKey[];
  totals: ReadonlyMap<string, number>;
  selected: ReadonlySet<string>;
  hasMore: boolean;
  onMore(): void;
  onSort(field: string, keepOthers: boolean): void;
  onSelect(ids: ReadonlySet<string>): void;
  onToggleGroup?(group: Group): void;
  onMoreOf?(group: Group): void;
}

const RowMenu = lazyPart(() => import('./RowMenu.tsx').then((m) => m.RowMenu));
const checkWidth = 40;
/** How large the last table was: the next one draws the rows that fill it at once, and not only after it was measured. */
let lastSize: Rect | undefined;

/** The list as a sheet: thousands of rows, the first column always in sight, every cell reached and edited by keys. */
export function RecordTable(props: RecordTableProps) {
  const { object, columns, rows, selected, onSelect } = props;
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const save = useSaveRecord(object);
  const { density } = usePreferences();
  const definitions = useDefinitions();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState({ row: 0, column: 0 });
  const cellEditing = useCellEditing();
  const { editing } = cellEditing;
  const [far, setFar] = useState<Corner | null>(null);
  const [menu, setMenu] = useState<{ record: RecordData; button: HTMLElement; open: boolean } | null>(null);
  const { widthOf, resize, frozen, freeze } = useColumnWidths(object.name, rows);
  const lines = useMemo(() => props.lines ?? rows.map((_, index): Line => ({ kind: 'row', index })), [props.lines, rows]);
  const lineOf = useMemo(() => {
    const at: number[] = [];
    lines.forEach((line, index) => {
      if (line.kind === 'row') at[line.index] = index;
    });
    return at;
  }, [lines]);
  const rowHeight = sizes.row[density];
  // What is seen is drawn first, and then the rows that a wheel reaches next.
  const [overscan, setOverscan] = useState(1);
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setOverscan(12)), 100);
    return () => clearTimeout(timer);
  }, []);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    initialRect: lastSize,
    observeElementRect: (instance, tell) =>
      observeElementRect(instance, (size) => {
        lastSize = size;
        tell(size);
      }),
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another density is another height
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  const { hasMore, onMore } = props;
  useEffect(() => {
    if (hasMore && last >= lines.length - 15) onMore();
  }, [last, lines.length, hasMore, onMore]);

  const widths = columns.map((field) => widthOf(field, widthFor(field, definitions), field.name === object.nameField));
  const template = [`${checkWidth}px`, ...widths.map((width) => `${width}px`), 'minmax(24px,1fr)'].join(' ');
  // A frozen column stands as far from the left as those before it are wide.
  const lefts = widths.map((_, index) => checkWidth + widths.slice(0, index).reduce((sum, width) => sum + width, 0));
  const leftOf = (index: number) => (index < frozen ? lefts[index] : undefined);
  const canEdit = (field: FieldMeta | undefined) => Boolean(field?.editable && object.can.edit && kindOf(field).Input);

  const frozenWidth = lefts[frozen] ?? checkWidth + widths.reduce((sum, width) => sum + width, 0);
  const cellAt = (row: number, column: number) => scroller.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`);
  /** Brings a cell out from behind the frozen columns, where its editor would lie over the names. */
  const reveal = (row: number, column: number) => {
    const [cell, table] = [cellAt(row, column)?.getBoundingClientRect(), scroller.current];
    if (!cell || !table || column < frozen) return;
    const left = table.getBoundingClientRect().left;
    table.scrollLeft += shiftInto({ left: left + frozenWidth, right: left + table.clientWidth }, cell);
  };
  const focusCell = (row: number, column: number) => {
    const at = { row: clamp(row, rows.length), column: clamp(column, columns.length) };
    setActive(at);
    setFar(null);
    virtual.scrollToIndex(lineOf[at.row] ?? at.row);
    requestAnimationFrame(() => {
      cellAt(at.row, at.column)?.focus();
      reveal(at.row, at.column);
    });
  };
  useWayIn(() => rows.length > 0 && focusCell(active.row, active.column));
  const edit = (row: number, column: number, typed?: string) => {
    const [record, field] = [rows[row], columns[column]];
    if (!record || !field || !canEdit(field)) return;
    reveal(row, column);
    cellEditing.begin({ id: record.id, field: field.name, typed });
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

  const range = between(active, far ?? active);
  const { copy, paste, fillDown } = useSheet({ object, rows, columns, canEdit });
  const isAtCell = (target: EventTarget) => !editing && (target as HTMLElement).dataset.cell !== undefined;
  const onCopy = (event: ClipboardEvent) => {
    if (!isAtCell(event.target) || window.getSelection()?.toString()) return;
    event.clipboardData.setData('text/plain', copy(range));
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (!isAtCell(event.target)) return;
    paste(event.clipboardData.getData('text/plain'), range);
    event.preventDefault();
  };
  const stretch = (row: number, column: number) => {
    const corner = { row: clamp(row, rows.length), column: clamp(column, columns.length) };
    setFar(corner);
    virtual.scrollToIndex(lineOf[corner.row] ?? corner.row);
  };

  /** From the box of a row, the arrows go on into the rows beside it. */
  const leaveBox = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const box = event.target as HTMLElement;
    const cell = box.matches('input[type="checkbox"]') && box.closest('[role="row"]')?.querySelector<HTMLElement>('[data-cell]');
    if (!step || !cell) return;
    event.preventDefault();
    focusCell(Number(cell.dataset.cell?.split(':')[0]) + step, 0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isAtCell(event.target)) return leaveBox(event);
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
    const corner = far ?? active;
    if (cellEditing.takeKey(event)) event.preventDefault();
    else if (move && event.shiftKey && !event.altKey) stretch(corner.row + move[0] - row, corner.column + move[1] - column);
    else if (move && !event.altKey) focusCell(...move);
    else if (event.key.toLowerCase() === 'd' && (event.ctrlKey || event.metaKey)) fillDown(range);
    else if (event.key === 'Escape' && far) setFar(null);
    else if (event.key === ' ' && record) toggle(row, event.shiftKey);
    else if (event.key === 'Enter' && record && (column === 0 || !canEdit(columns[column])))
      navigate(`/o/${object.name}/${record.id}`);
    else if (event.key === 'Enter' || event.key === 'F2' || (event.key === 'e' && !event.metaKey && !event.ctrlKey))
      edit(row, column);
    else if (isCharacter(event) && isTyped(columns[column])) edit(row, column, event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const isCompletable = completion(object) !== undefined;
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
        onCopy={onCopy}
        onPaste={onPaste}
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
              left={leftOf(index)}
              isLastFrozen={index === frozen - 1}
              onFreeze={() => freeze(index === frozen - 1 ? 1 : index + 1)}
              sort={props.sort.find((key) => key.field === field.name)}
              onSort={(keep) => props.onSort(field.name, keep)}
              onResize={(width) => resize(field.name, width)}
            />
          ))}
        </div>
        <div className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const line = lines[item.index];
            if (line?.kind === 'group')
              return (
                <GroupRow
                  key={`g${line.group.key}`}
                  group={line.group}
                  columns={columns}
                  index={item.index}
                  top={item.start}
                  leftOf={leftOf}
                  onToggle={() => props.onToggleGroup?.(line.group)}
                />
              );
            if (line?.kind === 'more')
              return (
                <MoreRow
                  key={`m${line.group.key}`}
                  group={line.group}
                  index={item.index}
                  top={item.start}
                  onMore={() => props.onMoreOf?.(line.group)}
                />
              );
            const index = line?.index ?? -1;
            const record = rows[index];
            return record ? (
              <TableRow
                key={record.id}
                object={object}
                record={record}
                columns={columns}
                index={index}
                line={item.index}
                top={item.start}
                frozen={frozen}
                lefts={lefts.slice(0, frozen).join()}
                from={far && index >= range.top && index <= range.bottom ? range.left : -1}
                to={far && index >= range.top && index <= range.bottom ? range.right : -1}
                language={language}
                isCompletable={isCompletable}
                isSelected={selected.has(record.id)}
                activeColumn={active.row === index ? active.column : -1}
                editing={editing?.id === record.id ? editing : null}
                canEdit={canEdit}
                save={save}
                onToggle={(range) => toggle(index, range)}
                onActivate={(column) => {
                  setActive({ row: index, column });
                  setFar(null);
                }}
                onStretch={(column) => stretch(index, column)}
                onEdit={(column) => edit(index, column)}
                onClose={(column) => {
                  cellEditing.stop();
                  focusCell(index, column);
                }}
                onMenu={(button) => setMenu((now) => ({ record, button, open: !(now?.open && now.button === button) }))}
              />
            ) : null;
          })}
        </div>
        {props.totals.size > 0 && <TotalsRow columns={columns} totals={props.totals} leftOf={leftOf} />}
      </div>
      {menu && (
        <Suspense fallback={null}>
          <RowMenu
            key={menu.record.id}
            object={object}
            {...menu}
            onOpenChange={(open) => setMenu((now) => now && { ...now, open })}
          />
        </Suspense>
      )}
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
