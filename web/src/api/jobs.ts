import { request } from './http.ts';
import type { Page, RecordData } from './records.ts';
import type { Schemas } from './schemas.ts';

export type ImportJob = RecordData & Required<Schemas['import_job']>;
export type ExportJob = RecordData & Required<Schemas['export_job']>;
export type ImportStatus = NonNullable<ImportJob['status']>;
export type ImportMode = NonNullable<ImportJob['mode']>;
export type DuplicatePolicy = NonNullable<ImportJob['duplicates']>;
export type RowError = Schemas['RowError'];
export type BadRow = Schemas['BadRow'];
export type BadRowPage = Schemas['BadRowPage'];
export type UnmatchedValue = Schemas['UnmatchedValue'];
export type Suggestion = Schemas['ImportSuggestion'];
export type SuggestedColumn = Suggestion['columns'][number];

const imports = '/api/v1/import_job';
const exports_ = '/api/v1/export_job';

export const jobKeys = {
  imports: ['import_job'] as const,
  import: (id: string) => ['import_job', id] as const,
  badRows: (id: string) => ['import_job', id, 'bad_rows'] as const,
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

export interface Correction {
  row: number;
  column: string;
  /** As the field takes it from a record; absent goes back to what stands in the file. */
  value?: unknown;
  /** In every row that says the same: the file is checked again. */
  everywhere?: boolean;
}

/** Puts a cell right; the row as it stands then. */
export function correctImport(id: string, correction: Correction): Promise<{ row?: BadRow; failed?: number }> {
  return request(`${imports}/${id}/correct`, { method: 'POST', body: correction });
}

export function listBadRows(id: string, after: number, top: number, signal?: AbortSignal): Promise<BadRowPage> {
  return request<BadRowPage>(`${imports}/${id}/bad_rows?after=${after}&top=${top}`, { signal });
}

export function errorFileUrl(id: string): string {
  return `${imports}/${id}/error_file`;
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
