import type { FieldMeta } from '../../api/meta.ts';

/** Whether somebody has to fill the field in: a switch always says yes or no, and a choice that begins with one cannot be emptied. */
export function isToFill(field: Pick<FieldMeta, 'type' | 'default'>, required: boolean | undefined): boolean {
  if (!required || field.type === 'boolean') return false;
  return !(field.type === 'select' && field.default !== undefined && field.default !== null);
}
