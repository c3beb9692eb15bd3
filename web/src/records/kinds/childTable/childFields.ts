import type { Definitions, FieldMeta } from '../../../api/meta.ts';

/** The columns of a child table: what a person types, without the link back to the parent. */
export function childFields(definitions: Definitions, field: FieldMeta, parent?: string): FieldMeta[] {
  const child = definitions.find(field.object);
  if (!child) return [];
  const chosen = child.views[0]?.columns
    .map((name) => definitions.field(child, name))
    .filter((f): f is FieldMeta => f !== undefined);
  return (chosen ?? child.fields).filter((f) => !f.system && !(f.type === 'lookup' && f.object === parent)).slice(0, 8);
}
