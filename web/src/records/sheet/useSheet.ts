import { useQueryClient } from '@tanstack/react-query';
import { type BatchRequest, sendBatch } from '../../api/batch.ts';
import type { Definitions, FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { listRecords, type RecordData } from '../../api/records.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { reasonOf, type TextKey, text } from '../../i18n/text.ts';
import { tellDone, tellError, tellUndoable } from '../../ui/toast.ts';
import { kindOf } from '../kinds/registry.ts';
import { patchCached, refresh } from '../recordCache.ts';
import { targetOf } from '../recordQuery.ts';
import { sameValue, toApi } from '../values.ts';
import { parseTable, type Range, spread, toTable } from './tabular.ts';

interface SheetProps {
  object: ObjectMeta;
  rows: readonly RecordData[];
  columns: readonly FieldMeta[];
  canEdit(field: FieldMeta): boolean;
}

interface Cell {
  record: RecordData;
  field: FieldMeta;
  value: unknown;
}

const inOneRequest = 100;
const namesAtOnce = 50;
/** Types whose cells hold the name of another record. */
const named = new Set(['lookup', 'user', 'department']);

/** Blocks of cells: copied, pasted and filled down as in a spreadsheet; all of it goes back with one click. */
export function useSheet({ object, rows, columns, canEdit }: SheetProps) {
  const client = useQueryClient();
  const { definitions } = useWorkspace();

  const textAt = (row: number, column: number): string => {
    const [record, field] = [rows[row], columns[column]];
    if (!record || !field) return '';
    const value = kindOf(field).parse(record[field.name], field);
    return value === null ? '' : kindOf(field).text(value, field);
  };
  const copy = (range: Range): string =>
    toTable(indices(range.top, range.bottom).map((row) => indices(range.left, range.right).map((column) => textAt(row, column))));

  const write = async (cells: readonly Cell[], said: Extract<TextKey, 'sheet.pasted' | 'sheet.filled'>) => {
    const byRecord = new Map<string, { record: RecordData; values: Record<string, unknown> }>();
    for (const { record, field, value } of cells) {
      if (sameValue(record[field.name], value)) continue;
      const known = byRecord.get(record.id) ?? { record, values: {} };
      known.values[field.name] = value;
      byRecord.set(record.id, known);
    }
    const changes = [...byRecord.values()];
    if (changes.length === 0) return;
    const befores = changes.map(({ record, values }) => ({
      record,
      values: Object.fromEntries(Object.keys(values).map((name) => [name, record[name] ?? null])),
    }));
    const refused = await send(changes);
    // What goes back was seen in the version that this write made.
    const done = befores
      .filter((_, index) => !refused[index])
      .map(({ record, values }) => ({
        record: { ...record, version: record.version === undefined ? undefined : record.version + 1 },
        values,
      }));
    const count = done.reduce((sum, { values }) => sum + Object.keys(values).length, 0);
    const failed = refused.findIndex((error) => error !== null);
    if (failed >= 0)
      tellError(
        text('sheet.refused', {
          count: changes.filter((_, index) => refused[index]).reduce((sum, { values }) => sum + Object.keys(values).length, 0),
          reason: firstReason(refused[failed]),
        }),
      );
    if (count > 0)
      tellUndoable(text(said, { count }), text('common.undo'), () => {
        send(done).then(
          (answers) => {
            const kept = answers.find((error) => error !== null);
            if (kept) tellError(firstReason(kept));
            else tellDone(text('sheet.undone'));
          },
          (error: unknown) => tellError(reasonOf(error)),
        );
      });
  };

  /** Shows and sends changed values, and takes back what was refused. */
  const send = async (changes: readonly { record: RecordData; values: Record<string, unknown> }[]) => {
    for (const { record, values } of changes) patchCached(client, object.name, record.id, (shown) => ({ ...shown, ...values }));
    const requests = changes.map(
      ({ record, values }): BatchRequest => ({
        method: 'PATCH',
        url: `/${object.name}/${record.id}`,
        body: toApi(definitions, object, values),
        version: record.version,
      }),
    );
    try {
      const answers = [];
      for (let at = 0; at < requests.length; at += inOneRequest)
        answers.push(...(await sendBatch(requests.slice(at, at + inOneRequest))));
      return answers;
    } finally {
      refresh(client, object.name);
    }
  };

  const paste = async (copied: string, range: Range) => {
    const wanted = spread(parseTable(copied), range);
    const inside = wanted.filter(({ row, column }) => row < rows.length && column < columns.length);
    const editable = inside.filter(({ column }) => columns[column] && canEdit(columns[column]));
    if (editable.length === 0) return tellError(text('sheet.readOnly'));
    const names = await readNames(definitions, columns, editable);
    const read = editable.flatMap(({ row, column, text: typed }): (Cell | null)[] => {
      const [record, field] = [rows[row], columns[column]];
      if (!record || !field) return [];
      if (typed.trim() === '') return field.required ? [null] : [{ record, field, value: null }];
      const value = named.has(field.type) ? names.get(field.name)?.get(typed.trim()) : kindOf(field).parse(typed, field);
      return [value === null || value === undefined ? null : { record, field, value }];
    });
    const cells = read.filter((cell) => cell !== null);
    const unread = read.length - cells.length;
    const beyond = new Set(wanted.filter(({ row }) => row >= rows.length).map(({ row }) => row)).size;
    await write(cells, 'sheet.pasted');
    if (unread > 0) tellError(text('sheet.unread', { count: unread }));
    if (beyond > 0) tellError(text('sheet.beyond', { count: beyond }));
  };

  /** Every cell of the range gets what stands in its first row; of a single row, what stands above it. */
  const fillDown = async (range: Range) => {
    const from = range.top === range.bottom ? range.top - 1 : range.top;
    const source = rows[from];
    if (!source) return;
    const cells = indices(range.left, range.right).flatMap((column) => {
      const field = columns[column];
      if (!field || !canEdit(field)) return [];
      return indices(from + 1, range.bottom).flatMap((row) => {
        const record = rows[row];
        return record ? [{ record, field, value: source[field.name] ?? null }] : [];
      });
    });
    if (cells.length === 0) return tellError(text('sheet.readOnly'));
    await write(cells, 'sheet.filled');
  };

  const guarded = (work: Promise<void>) => void work.catch((error: unknown) => tellError(reasonOf(error)));
  return {
    copy,
    paste: (copied: string, range: Range) => guarded(paste(copied, range)),
    fillDown: (range: Range) => guarded(fillDown(range)),
  };
}

function indices(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

function firstReason(error: { details?: readonly { message?: string }[] } | null | undefined): string {
  return error?.details?.find((detail) => detail.message)?.message ?? reasonOf(error);
}

/** The records that pasted names mean, by field; a name that several records have means none of them. */
async function readNames(
  definitions: Definitions,
  columns: readonly FieldMeta[],
  cells: readonly { column: number; text: string }[],
): Promise<Map<string, Map<string, RecordData | undefined>>> {
  const byField = new Map<string, Map<string, RecordData | undefined>>();
  for (const column of new Set(cells.map((cell) => cell.column))) {
    const field = columns[column];
    const target = field && named.has(field.type) ? targetOf(field) : undefined;
    if (!field || !target) continue;
    const nameField = definitions.nameField(target);
    const words = [...new Set(cells.filter((c) => c.column === column).map((c) => c.text.trim()))].filter(Boolean);
    const found = new Map<string, RecordData | undefined>();
    for (let at = 0; at < words.length; at += namesAtOnce) {
      const list = words.slice(at, at + namesAtOnce).map((word) => `'${word.replace(/'/g, "''")}'`);
      const { value } = await listRecords(target, {
        filter: `${nameField} in (${list.join(',')})`,
        select: ['id', nameField],
        top: 1000,
      });
      for (const row of value) {
        const name = String(row[nameField]);
        found.set(name, found.has(name) ? undefined : row);
      }
    }
    byField.set(field.name, found);
  }
  return byField;
}
