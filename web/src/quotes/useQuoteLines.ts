import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { quoteKeys, readPrice } from '../api/quotes.ts';
import { createRecord, deleteRecord, listRecords, patchRecord, type RecordData, runAction } from '../api/records.ts';
import { reasonOf, text } from '../i18n/text.ts';
import { linkId, parseLink } from '../records/kinds/shared/reference.ts';
import { refresh } from '../records/recordCache.ts';
import { whileSaving } from '../records/saving.ts';
import { tellError, tellUndoable } from '../ui/toast.ts';

export interface Row {
  /** Known to the sheet alone. */
  key: string;
  /** As the server has it; absent for a line that was never saved. */
  saved?: RecordData;
  /** What was typed since. */
  draft: Record<string, unknown>;
}

const most = 500;
const typed = ['section', 'product', 'description', 'quantity', 'unit', 'price', 'discount', 'tax_rate'];

export const cell = (row: Row, field: string): unknown => (field in row.draft ? row.draft[field] : row.saved?.[field]);

export const valuesOf = (row: Row): Record<string, unknown> => ({ ...row.saved, ...row.draft });

/** The lines of a quote as a sheet has them: what is typed shows at once, and is saved a line at a time. */
export function useQuoteLines(quote: string) {
  const client = useQueryClient();
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Record<string, unknown>>>(new Map());
  const [added, setAdded] = useState<readonly string[]>([]);
  const query = useQuery({
    queryKey: quoteKeys.lines(quote),
    queryFn: ({ signal }) =>
      listRecords(
        'quote_line',
        { filter: `quote eq ${quote}`, orderby: 'position,id', expand: 'product($select=name)', top: most, pageSize: most },
        signal,
      ),
  });
  const lines = query.data?.value ?? [];
  const kits = lines.filter((line) => !line.kit_line);
  const ordered = kits.flatMap((line) => [
    line,
    ...lines.filter((part) => part.kit_line && linkId(parseLink(part.kit_line) ?? '') === line.id),
  ]);
  const rows: Row[] = [
    ...ordered.map((saved) => ({ key: saved.id, saved, draft: drafts.get(saved.id) ?? {} })),
    ...added.map((key) => ({ key, draft: drafts.get(key) ?? {} })),
  ];

  const write = useCallback((key: string, patch: Record<string, unknown> | null) => {
    setDrafts((before) => {
      const next = new Map(before);
      if (patch === null) next.delete(key);
      else next.set(key, { ...before.get(key), ...patch });
      return next;
    });
  }, []);

  const reload = async () => {
    await Promise.all([query.refetch(), refresh(client, 'quote')]);
  };

  /** Saves what was typed into a line; what is refused stays typed, with the reason told. */
  const save = async (row: Row): Promise<void> => {
    const draft = Object.fromEntries(
      typed.filter((name) => name in row.draft).map((name) => [name, sent(name, row.draft[name])]),
    );
    if (Object.keys(draft).length === 0) return;
    if (!row.saved && !draft.product && !draft.description) return;
    const send = async () => {
      if (row.saved) await patchRecord('quote_line', row.saved.id, draft);
      else {
        const last = Math.max(0, ...kits.map((line) => Number(line.position ?? 0)));
        await createRecord('quote_line', { ...draft, quote, position: last + 1 + added.indexOf(row.key) }, row.key);
      }
      await reload();
    };
    try {
      await whileSaving(send());
      write(row.key, null);
      setAdded((before) => before.filter((key) => key !== row.key));
    } catch (error) {
      tellError(reasonOf(error));
    }
  };

  /** A product brings its price, unit and tax rate along, before the line is saved. */
  const choose = async (row: Row, product: unknown): Promise<void> => {
    write(row.key, { product });
    const link = parseLink(product);
    if (!link) return;
    try {
      const price = await readPrice(quote, linkId(link), Number(cell(row, 'quantity') ?? 1));
      write(row.key, { description: price.description, unit: price.unit, tax_rate: price.tax_rate, price: price.price });
    } catch (error) {
      tellError(reasonOf(error));
    }
  };

  const add = (): string => {
    const key = crypto.randomUUID();
    setAdded((before) => [...before, key]);
    write(key, { quantity: 1, discount: 0 });
    return key;
  };

  const remove = async (row: Row): Promise<void> => {
    try {
      if (row.saved) await whileSaving(deleteRecord('quote_line', row.saved.id).then(reload));
      write(row.key, null);
      setAdded((before) => before.filter((key) => key !== row.key));
      const { saved } = row;
      if (!saved) return;
      tellUndoable(text('child.removed'), text('common.undo'), () =>
        whileSaving(runAction('quote_line', saved.id, 'restore').then(reload)).catch((error: unknown) =>
          tellError(reasonOf(error)),
        ),
      );
    } catch (error) {
      tellError(reasonOf(error));
    }
  };

  return { query, rows, write, save, choose, add, remove };
}

function sent(name: string, value: unknown): unknown {
  const link = name === 'product' ? parseLink(value) : null;
  return link ? linkId(link) : (value ?? null);
}
