import type { FileInfo } from '../../../api/files.ts';

/** A file's id, with what the upload told of it. */
export type Attachment = string | (Pick<FileInfo, 'id'> & Partial<FileInfo>);

export function parseAttachment(raw: unknown): Attachment | null {
  if (typeof raw === 'string') return raw.trim() || null;
  return raw && typeof raw === 'object' && 'id' in raw && typeof raw.id === 'string' ? (raw as Attachment) : null;
}

export function attachmentId(value: Attachment): string {
  return typeof value === 'string' ? value : value.id;
}
