import { Button } from 'antd';
import { ArrowDown, ArrowUp, ChevronRight, Plus, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { FieldMeta } from '../../../api/meta.ts';
import { usePhone } from '../../../app/usePhone.ts';
import { useWorkspace } from '../../../app/workspace.tsx';
import { useText } from '../../../i18n/text.ts';
import { tellUndoable } from '../../../ui/toast.ts';
import { type ConditionContext, formulaOf } from '../../conditions.ts';
import { FieldValue } from '../../FieldValue.tsx';
import { isToFill } from '../../form/isToFill.ts';
import { useTakenRows } from '../../form/useTaken.ts';
import type { InputProps } from '../FieldKind.ts';
import { currencyField } from '../money/currencyField.ts';
import { alignOf, kindOf } from '../registry.ts';
import { NumberInput } from '../shared/lazyUsual.tsx';
import styles from '../shared/shared.module.css';
import { ChildTotals } from './ChildTotals.tsx';
import {
  blankRow,
  childFields,
  inCurrency,
  inOrder,
  isBlank,
  lineTitle,
  positionField,
  roomFor,
  sharedCurrency,
} from './childFields.ts';
import type { ChildRow } from './childTableKind.tsx';
import briefStyles from './LineBrief.module.css';
import { LineBrief } from './LineBrief.tsx';
import { focusIn, isByKey, leftByEnter, pastClearing } from './lineFocus.ts';

/** The lines as a small sheet: type across, add below, order by the arrows. A narrow screen has one of them open at a time. */
export function ChildTableInput({ field, value, record, onChange, disabled }: InputProps<ChildRow[]>) {
  const t = useText();
  const workspace = useWorkspace();
  const { definitions } = workspace;
  const child = definitions.find(field.object);
  const fields = childFields(definitions, field);
  const position = positionField(child);
  const rows = inOrder(child, value ?? []);
  const shared = sharedCurrency(definitions, field);
  const currency = shared && record[shared];
  /** With what the server will take from what was chosen, and what the formulas of a line give already. */
  const shown = useTakenRows(child, rows).map((row) => calculated(fields, inCurrency(fields, row, currency), workspace));
  const put = (next: ChildRow[]) =>
    onChange(next.length ? next.map((row, index) => (position ? { ...row, [position.name]: index + 1 } : row)) : null);
  const change = (index: number, patch: ChildRow) => put(rows.map((row, at) => (at === index ? { ...row, ...patch } : row)));
  const swap = (index: number, other: number) => {
    const next = [...rows];
    [next[index], next[other]] = [rows[other] as ChildRow, rows[index] as ChildRow];
    put(next);
  };
  const isNarrow = usePhone();
  const [open, setOpen] = useState<number | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const add = () => {
    put([...rows, blankRow(child)]);
    setOpen(rows.length);
    focusIn(body, rows.length);
  };
  /** Enter goes on to the next line, and behind the last line begins one. */
  const goOn = (event: KeyboardEvent<HTMLTableRowElement>, index: number) => {
    const past = pastClearing(event);
    if (past) {
      event.preventDefault();
      return past.focus();
    }
    const column = leftByEnter(event, isBlank(child, rows[index] ?? {}));
    if (column === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (index === rows.length - 1) add();
    else {
      setOpen(index + 1);
      focusIn(body, index + 1, column);
    }
  };
  const latest = useRef(rows);
  latest.current = rows;
  /** A line that went by mistake comes back where it was; who removed it goes on in the next. */
  const remove = (index: number) => {
    const gone = rows[index];
    const left = rows.filter((_, at) => at !== index);
    put(left);
    setOpen(null);
    if (left.length > 0) focusIn(body, Math.min(index, left.length - 1));
    else addButton.current?.focus();
    if (gone && !isBlank(child, gone))
      tellUndoable(t('child.removed'), t('common.undo'), () => put(latest.current.toSpliced(index, 0, gone)));
  };
  return (
    <div className={styles.stack}>
      {/* What scrolls must be reachable by keyboard, also while there is no line to type in. */}
      <div tabIndex={rows.length > 0 ? undefined : 0} className={styles.scroll}>
        <table className={`${styles.grid} ${styles.lines}`}>
          <thead>
            <tr>
              {fields.map((column) => (
                <th key={column.name} scope="col" data-align={alignOf(column)} title={column.help}>
                  {column.label}
                  {isToFill(column, column.required && !column.filled) && <span className={styles.required}> *</span>}
                </th>
              ))}
              <th>
                <span className="srOnly">{t('common.remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody ref={body}>
            {shown.map((row, index) =>
              isNarrow && open !== index ? (
                <tr key={String(row.id ?? `new ${index}`)}>
                  <td colSpan={fields.length + 1} className={styles.folded}>
                    <button
                      type="button"
                      className={briefStyles.open}
                      aria-expanded={false}
                      aria-label={t('child.open', { line: lineTitle(fields, row) ?? t('child.unnamed') })}
                      onClick={(event) => {
                        setOpen(index);
                        if (isByKey(event)) focusIn(body, index);
                      }}
                    >
                      <LineBrief fields={fields} row={row} />
                      <ChevronRight size={16} aria-hidden="true" />
                    </button>
                  </td>
                </tr>
              ) : (
                <tr key={String(row.id ?? `new ${index}`)} onKeyDownCapture={(event) => goOn(event, index)}>
                  {fields.map((column) => {
                    const kind = kindOf(column);
                    const isAmount = column.type === 'money' && shared !== undefined;
                    return (
                      <td
                        key={column.name}
                        data-label={column.label}
                        data-align={alignOf(column)}
                        data-widest={column.type === 'lookup' || undefined}
                        style={{ minWidth: column.type === 'money' && !isAmount ? 200 : roomFor(column) }}
                      >
                        {isAmount && column.editable !== false ? (
                          <NumberInput
                            field={column}
                            value={kind.parse(row[column.name], column) as number | null}
                            record={row}
                            disabled={disabled}
                            places={column.scale ?? 2}
                            onChange={(next) =>
                              change(index, { [column.name]: next, ...(currency ? { [currencyField(column)]: currency } : {}) })
                            }
                          />
                        ) : kind.Input && column.editable !== false ? (
                          <kind.Input
                            field={column}
                            value={kind.parse(row[column.name], column)}
                            record={row}
                            disabled={disabled}
                            onChange={(next, beside) => change(index, { [column.name]: next, ...beside })}
                          />
                        ) : (
                          <FieldValue field={column} value={row[column.name]} record={row} />
                        )}
                      </td>
                    );
                  })}
                  <td className={styles.lineTools}>
                    {isNarrow && (
                      <Button type="text" size="small" onClick={() => setOpen(null)}>
                        {t('child.fold')}
                      </Button>
                    )}
                    {position && rows.length > 1 && (
                      <>
                        <Button
                          type="text"
                          size="small"
                          disabled={disabled || index === 0}
                          aria-label={t('child.up')}
                          icon={<ArrowUp size={14} />}
                          onClick={() => swap(index, index - 1)}
                        />
                        <Button
                          type="text"
                          size="small"
                          disabled={disabled || index === rows.length - 1}
                          aria-label={t('child.down')}
                          icon={<ArrowDown size={14} />}
                          onClick={() => swap(index, index + 1)}
                        />
                      </>
                    )}
                    <Button
                      type="text"
                      size="small"
                      disabled={disabled}
                      aria-label={t('common.remove')}
                      icon={<Trash2 size={14} />}
                      onClick={() => remove(index)}
                    />
                  </td>
                </tr>
              ),
            )}
          </tbody>
          <ChildTotals fields={fields} rows={shown.filter((row) => !isBlank(child, row))} tail />
        </table>
      </div>
      <div>
        <Button ref={addButton} type="text" disabled={disabled} icon={<Plus size={14} />} onClick={add}>
          {t('child.add')}
        </Button>
      </div>
    </div>
  );
}

/** A line with what its formulas give as it stands. */
function calculated(fields: readonly FieldMeta[], row: ChildRow, context: ConditionContext): ChildRow {
  const results = fields.flatMap((field) => {
    const result = formulaOf(field, row, context);
    return result === undefined ? [] : [[field.name, result] as const];
  });
  return results.length > 0 ? { ...row, ...Object.fromEntries(results) } : row;
}
