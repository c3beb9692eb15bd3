import type { FileInfo } from '../api/files.ts';
import type { ApiError, ErrorDetail } from '../api/http.ts';
import type { ActionMeta, SavedView } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import type { BulkTarget } from '../records/actions/bulk.ts';

/** What may lie above the screen, opened from wherever a person had the wish. */
export type Dialog =
  | {
      kind: 'create';
      object: string;
      values?: Record<string, unknown>;
      /** What it is called, where making one is something else than a new record: to request an invoice. */
      title?: string;
      /** What the button that makes it says instead. */
      save?: string;
      /** Only the few fields of something noted in passing, until the person asks for more. */
      brief?: boolean;
      /** Under which name what is typed is kept until it is saved; a form with given values keeps nothing without one. */
      draft?: string;
      onCreated?(record: RecordData): void;
    }
  | { kind: 'action'; object: string; records: readonly RecordData[]; action: ActionMeta }
  | {
      kind: 'refusal';
      object: string;
      record: RecordData;
      values: Record<string, unknown>;
      error: ApiError;
      retry(values: Record<string, unknown>): Promise<unknown>;
    }
  | {
      kind: 'conflict';
      object: string;
      record: RecordData;
      values: Record<string, unknown>;
      details: readonly ErrorDetail[];
      resolve(values: Record<string, unknown>): Promise<unknown>;
    }
  | ({ kind: 'bulkEdit'; object: string; field?: string } & BulkTarget)
  | ({ kind: 'bulkDelete'; object: string; onDone?(): void } & BulkTarget)
  | {
      kind: 'export';
      object: string;
      filter: string;
      orderby: string;
      columns: readonly string[];
      count?: number;
      search?: string;
      chosen?: boolean;
    }
  | { kind: 'reveal'; object: string; id: string; field: string; label: string; onRevealed(value: unknown): void }
  | { kind: 'preview'; file: FileInfo }
  | ({ kind: 'handOver'; from?: string; object?: string } & Partial<BulkTarget>)
  | { kind: 'shareView'; object: string; view: string; saved: SavedView }
  | { kind: 'unsaved'; onStay(): void; onLeave(): void }
  | { kind: 'keys' };

let open: readonly Dialog[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Dialog[]): void {
  open = next;
  for (const listener of listeners) listener();
}

/** Opens a dialog; a second one opens above the first. The same blank form is not opened twice. */
export function openDialog(dialog: Dialog): void {
  const isBlank = (d: Dialog) => d.kind === 'create' && !d.values && !d.onCreated;
  if (
    dialog.kind === 'create' &&
    isBlank(dialog) &&
    open.some((d) => d.kind === 'create' && d.object === dialog.object && isBlank(d))
  )
    return;
  set([...open, dialog]);
}

export function closeDialog(dialog: Dialog): void {
  set(open.filter((other) => other !== dialog));
}

export function readDialogs(): readonly Dialog[] {
  return open;
}

export function watchDialogs(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
