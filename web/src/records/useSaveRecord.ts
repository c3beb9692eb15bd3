import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { ApiError } from '../api/http.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { patchRecord, type RecordData } from '../api/records.ts';
import { openDialog } from '../app/dialogs.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { reasonOf, text } from '../i18n/text.ts';
import { tellError, tellUndoable } from '../ui/toast.ts';
import { noLongerOffered } from './conditions.ts';
import { mergeAnswer, patchCached, refresh } from './recordCache.ts';
import { whileSaving } from './saving.ts';
import { titleOf, toApi } from './values.ts';

export interface SaveOptions {
  /** Said with the way back; absent, the name of the changed field is said. */
  message?: string;
  /** No way back is offered: this save is itself one. */
  quiet?: boolean;
  /** A refusal is shown by who calls. */
  silent?: boolean;
}

/** What {@link useSaveRecord} gives. */
export type SaveRecord = (record: RecordData, typed: Record<string, unknown>, options?: SaveOptions) => Promise<RecordData>;

/**
 * Saves fields of a record: shown at once, undone by one click for ten seconds.
 * A stale version asks which value stays; a refusal by a business rule shows what is missing; both keep what was typed.
 */
export function useSaveRecord(object: ObjectMeta): SaveRecord {
  const client = useQueryClient();
  const workspace = useWorkspace();
  const { definitions } = workspace;
  return useCallback(
    async function save(record: RecordData, typed: Record<string, unknown>, options: SaveOptions = {}): Promise<RecordData> {
      const values = { ...noLongerOffered(object, { ...record, ...typed }, workspace), ...typed };
      const before = Object.fromEntries(Object.keys(values).map((name) => [name, record[name] ?? null]));
      patchCached(client, object.name, record.id, (shown) => ({ ...shown, ...values }));
      try {
        const answer = await whileSaving(patchRecord(object.name, record.id, toApi(definitions, object, values), record.version));
        const saved = mergeAnswer({ ...record, ...values }, answer);
        patchCached(client, object.name, record.id, (shown) => mergeAnswer({ ...shown, ...values }, answer));
        void whileSaving(refresh(client, object.name));
        if (!options.quiet) {
          const changed = Object.keys(values)
            .map((name) => definitions.field(object, name)?.label)
            .filter(Boolean)
            .join(text('common.comma'));
          tellUndoable(
            options.message ?? text('save.done', { field: changed, name: titleOf(object, saved) }),
            text('common.undo'),
            () => {
              save(saved, before, { quiet: true }).catch((error: unknown) => tellError(reasonOf(error)));
            },
          );
        }
        return saved;
      } catch (error) {
        patchCached(client, object.name, record.id, (shown) => ({ ...shown, ...before }));
        if (!(error instanceof ApiError)) throw error;
        // The record changed hands or went while it was open: the page is read again and follows.
        if (error.status === 403 || error.status === 404) {
          tellError(text('save.lost', { name: titleOf(object, record) }));
          refresh(client, object.name);
        }
        if (error.status === 412)
          openDialog({
            kind: 'conflict',
            object: object.name,
            record,
            values,
            details: error.details,
            resolve: (kept) => save({ ...record, version: undefined }, kept, options),
          });
        if (error.status === 422 && !options.silent)
          openDialog({
            kind: 'refusal',
            object: object.name,
            record,
            values,
            error,
            retry: (more) => save(record, { ...values, ...more }, { ...options, silent: true }),
          });
        throw error;
      }
    },
    [client, definitions, object, workspace],
  );
}

/** Whether the error has already been put before the person as a dialog. */
export function isShown(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 412 || error.status === 422);
}
