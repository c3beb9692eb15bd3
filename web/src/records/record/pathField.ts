import type { Definitions, FieldMeta, ObjectMeta } from '../../api/meta.ts';

/** The field along which a record moves: what its board is grouped by, and stages rather than plain words. */
export function pathField(object: ObjectMeta, definitions: Definitions): FieldMeta | undefined {
  const board = object.views.find((v) => v.kind === 'board' && v.groupBy);
  const field = board?.groupBy ? definitions.field(object, board.groupBy) : undefined;
  if (field?.type === 'select') return field;
  return field?.type === 'lookup' && definitions.field(field.object ?? '', 'position')?.type === 'integer' ? field : undefined;
}
