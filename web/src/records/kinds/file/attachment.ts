/** A file's id, with its name when the API or the upload told it. */
export type Attachment = string | { id: string; name?: string; size?: number; type?: string };

export function parseAttachment(raw: unknown): Attachment | null {
  if (typeof raw === 'string') return raw.trim() || null;
  return raw && typeof raw === 'object' && 'id' in raw && typeof raw.id === 'string' ? (raw as Attachment) : null;
}

export function attachmentId(value: Attachment): string {
  return typeof value === 'string' ? value : value.id;
}

export function attachmentName(value: Attachment): string | undefined {
  return typeof value === 'string' ? undefined : value.name;
}
