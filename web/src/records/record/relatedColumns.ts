import type { Definitions, FieldMeta, ObjectMeta, RelatedMeta } from '../../api/meta.ts';

/** More columns of a first view, which was not made to stand beside a record, have no room. */
const mostOfView = 5;

/** What a related list shows beside the name: the columns it names, or the first ones of the object's first view. */
export function relatedColumns(definitions: Definitions, child: ObjectMeta, related: RelatedMeta): FieldMeta[] {
  const fields = (names: readonly string[]) =>
    names
      .map((name) => definitions.field(child, name))
      .filter((f): f is FieldMeta => f !== undefined && f.name !== related.field && f.name !== child.nameField);
  return related.columns ? fields(related.columns) : fields(child.views[0]?.columns ?? []).slice(0, mostOfView);
}

/**
 * Whether a list beside a record offers a new one. What follows a record of its own kind through a field that nobody writes, such as the red-letter invoice
 * of an invoice, is made by an action of the record: an ordinary new one would not belong to the list.
 */
export function offersNew(definitions: Definitions, parent: ObjectMeta, child: ObjectMeta, related: RelatedMeta): boolean {
  return child.can.create && !(child.name === parent.name && definitions.field(child, related.field)?.editable === false);
}
