import { request } from './http.ts';

export interface FileInfo {
  id: string;
  name: string;
  size: number;
  type: string;
}

export function uploadFile(file: File): Promise<FileInfo> {
  const form = new FormData();
  form.append('file', file, file.name);
  return request<FileInfo>('/api/files', { method: 'POST', body: form });
}

export function fileUrl(id: string): string {
  return `/api/files/${id}`;
}
