import type { FieldMeta } from '../api/meta.ts';
import { dayOf } from '../i18n/format.ts';

/** Days by which something is to be done, and the states in which it still is. */
const dues: Record<string, readonly string[]> = {
  due_at: ['todo', 'doing'],
  close_date: ['open'],
  next_step_at: ['open'],
};

/** Whether a list that shows this field needs the record's state to tell what is overdue. */
export function isDue(field: FieldMeta): boolean {
  return field.name in dues;
}

/** Whether what the field says should be done by now, and is not. */
export function isOverdue(field: FieldMeta, value: unknown, record: Record<string, unknown> | undefined, now: Date): boolean {
  if (typeof value !== 'string' || !dues[field.name]?.includes(String(record?.status))) return false;
  return field.type === 'date' ? value < dayOf(now.toISOString()) : new Date(value) < now;
}
