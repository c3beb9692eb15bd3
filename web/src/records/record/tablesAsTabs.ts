import type { Definitions, FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { isOfType } from '../recordTypes.ts';
import { ownTabs } from './ownTabs.tsx';

/** The child tables of the layout that no other tab shows: beside the story they would have no room, so a wide page has a tab for each. */
export function tablesAsTabs(object: ObjectMeta, definitions: Definitions, record: Record<string, unknown>): FieldMeta[] {
  const own = ownTabs(object).map((tab) => tab.key);
  return object.layout.sections
    .filter((section) => isOfType(section, record))
    .flatMap((section) => section.fields)
    .flatMap((name) => definitions.field(object, name) ?? [])
    .filter((field) => field.type === 'child_table' && !own.includes(field.name))
    .filter((field) => !object.layout.related.some((related) => related.object === field.object));
}
