import { request, upload } from './http.ts';
import type { Schemas } from './schemas.ts';

export type FileInfo = Schemas['FileInfo'];

export interface UploadOptions {
  /** The record on which the file hangs, beside its fields. */
  object?: string;
  record?: string;
  /** Called with the share that has left, 0 to 1. */
  onProgress?(share: number): void;
  signal?: AbortSignal;
}

export function uploadFile(file: File, { object, record, onProgress, signal }: UploadOptions = {}): Promise<FileInfo> {
  const form = new FormData();
  form.append('file', file, file.name);
  const query = object && record ? `?object=${object}&record=${record}` : '';
  return upload<FileInfo>(`/api/files${query}`, form, onProgress ?? (() => {}), signal);
}

/** The files that hang on a record beside its fields, newest first. */
export async function listFiles(object: string, record: string, signal?: AbortSignal): Promise<FileInfo[]> {
  return (await request<{ value: FileInfo[] }>(`/api/files?object=${object}&record=${record}`, { signal })).value;
}

export function deleteFile(id: string): Promise<void> {
  return request<void>(`/api/files/${id}`, { method: 'DELETE' });
}

/** Name, size and type of a file that a field holds. */
export function readFileInfo(id: string, signal?: AbortSignal): Promise<FileInfo> {
  return request<FileInfo>(`/api/files/${id}/info`, { signal });
}

export function fileUrl(id: string): string {
  return `/api/files/${id}`;
}

/** The address under which a file is saved rather than shown. */
export function downloadUrl(id: string): string {
  return `/api/files/${id}?download`;
}

export function isImage(file: Pick<FileInfo, 'type'>): boolean {
  return /^image\/(png|jpeg|gif|webp|bmp)$/.test(file.type);
}

export function isPdf(file: Pick<FileInfo, 'type'>): boolean {
  return file.type === 'application/pdf';
}
