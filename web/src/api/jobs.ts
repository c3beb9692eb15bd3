import { request } from './http.ts';
import type { Page, RecordData } from './records.ts';

export type ImportStatus =
  | 'uploaded'
  | 'mapped'
  | 'checking'
  | 'checked'
  | 'running'
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'undone';
export type ImportMode = 'create' | 'update' | 'upsert';
export type DuplicatePolicy = 'skip' | 'merge' | 'create';

export interface RowError {
  row: number;
  field?: string;
  value?: unknown;
  message: string;
}

export interface UnmatchedValue {
  field: string;
  value: string;
  count: number;
  suggestion?: string | null;
}

export interface ImportJob extends RecordData {
  object: string;
  file: string;
  mode: ImportMode;
  key?: string | null;
  mapping: Record<string, string>;
  values: Record<string, Record<string, string>>;
  duplicates: DuplicatePolicy;
  /** Look-ups whose unknown names become new records. */
  create_missing?: string[];
  sheet?: string | null;
  /** What it is busy with. */
  task?: 'check' | 'import' | 'undo';
  status: ImportStatus;
  total?: number;
  done?: number;
  created?: number;
  updated?: number;
  skipped?: number;
  failed?: number;
  speed?: number;
  errors_sample?: RowError[];
  unmatched?: UnmatchedValue[];
  message?: string;
}

export interface SuggestedColumn {
  header: string;
  samples: string[];
  field?: string | null;
  confidence?: number;
}

export interface Suggestion {
  columns: SuggestedColumn[];
  encoding?: string;
  sheets?: string[];
  rows: number;
}

const imports = '/api/v1/import_job';
const exports_ = '/api/v1/export_job';

export const jobKeys = {
  imports: ['import_job'] as const,
  import: (id: string) => ['import_job', id] as const,
  exports: ['export_job'] as const,
  export: (id: string) => ['export_job', id] as const,
};

export function createImport(body: Partial<ImportJob>): Promise<ImportJob> {
  return request<ImportJob>(imports, { method: 'POST', body });
}

export function changeImport(id: string, body: Partial<ImportJob>): Promise<ImportJob> {
  return request<ImportJob>(`${imports}/${id}`, { method: 'PATCH', body });
}

export function readImport(id: string, signal?: AbortSignal): Promise<ImportJob> {
  return request<ImportJob>(`${imports}/${id}`, { signal });
}

export function suggestMapping(id: string): Promise<Suggestion> {
  return request<Suggestion>(`${imports}/${id}/suggest`, { method: 'POST', body: {} });
}

export function stepImport(id: string, step: 'dry_run' | 'start' | 'cancel' | 'undo'): Promise<ImportJob> {
  return request<ImportJob>(`${imports}/${id}/${step}`, { method: 'POST', body: {} });
}

export function errorFileUrl(id: string): string {
  return `${imports}/${id}/error_file`;
}

export interface ExportJob extends RecordData {
  object: string;
  filter?: string;
  orderby?: string;
  columns: string[];
  format: 'csv' | 'xlsx';
  status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'expired';
  total?: number;
  done?: number;
  file?: string | null;
  message?: string;
}

export function createExport(body: Partial<ExportJob>): Promise<ExportJob> {
  return request<ExportJob>(exports_, { method: 'POST', body });
}

export function readExport(id: string, signal?: AbortSignal): Promise<ExportJob> {
  return request<ExportJob>(`${exports_}/${id}`, { signal });
}

export async function listJobs<T extends RecordData>(kind: 'import_job' | 'export_job', signal?: AbortSignal): Promise<T[]> {
  return (await request<Page<T>>(`/api/v1/${kind}?$orderby=${encodeURIComponent('created_at desc')}&$top=30`, { signal })).value;
}

/** Whether a job still moves by itself, so that the screen has to ask again. */
export function isMoving(status: string | undefined): boolean {
  return status === 'checking' || status === 'running' || status === 'queued';
}
