import type { Definitions, FieldMeta, ObjectMeta } from '../api/meta.ts';
import { currencyField } from './kinds/money/currencyField.ts';
import { isDue } from './overdue.ts';

const linkTypes = new Set(['lookup', 'user', 'department', 'multi_lookup', 'child_table']);

/** The object a field points at, whether or not the definition repeats it for people and departments. */
export function targetOf(field: FieldMeta): string | undefined {
  if (field.holds) return undefined;
  if (field.object) return field.object;
  return field.type === 'user' || field.type === 'department' ? field.type : undefined;
}

/** `$expand` that brings the names of linked records along, so that no list asks for each of them. */
export function expandFor(definitions: Definitions, fields: readonly FieldMeta[]): string {
  return fields
    .filter((field) => linkTypes.has(field.type) && definitions.find(targetOf(field)))
    .map((field) => {
      if (field.type === 'child_table') return `${field.name}${nested(definitions, field)}`;
      const target = targetOf(field);
      const coloured = definitions.field(target ?? '', 'color') ? ',color' : '';
      const english = definitions.field(target ?? '', 'name_en') ? ',name_en' : '';
      return `${field.name}($select=id,${definitions.nameField(target)}${english}${coloured})`;
    })
    .join(',');
}

/** The names within the lines of a child table. */
function nested(definitions: Definitions, field: FieldMeta): string {
  const links = (definitions.find(field.object)?.fields ?? []).filter(
    (f) => f.type !== 'child_table' && f.name !== field.by && !f.system,
  );
  const expand = expandFor(definitions, links);
  return expand ? `($expand=${expand})` : '';
}

/** `$select` of what a list shows, with what every row needs to be named, opened and saved. */
export function selectFor(object: ObjectMeta, fields: readonly FieldMeta[]): string[] {
  const names = [
    'id',
    'version',
    object.nameField,
    ...fields.filter((f) => f.type !== 'child_table').flatMap((f) => [f.name, ...besides(f)]),
    ...askedByActions(object),
    ...(fields.some(isDue) && object.fields.some((f) => f.name === 'status') ? ['status'] : []),
  ];
  return [...new Set(names)];
}

const known = new WeakMap<ObjectMeta, string[]>();

/** What the conditions of the object's actions read: every row brings it along, so that it is offered what can be done with it. */
function askedByActions(object: ObjectMeta): string[] {
  const found = known.get(object);
  if (found) return found;
  const read = object.actions.map((action) => JSON.stringify(action.when ?? null)).join();
  const asked = object.fields.filter((f) => f.type !== 'child_table' && read.includes(`"${f.name}"`)).map((f) => f.name);
  known.set(object, asked);
  return asked;
}

/** What a record keeps beside a field and its value cannot be read without. */
function besides(field: FieldMeta): string[] {
  if (field.type === 'money' || field.currency) return [currencyField(field)];
  if (field.objectFrom) return [field.objectFrom];
  return field.type === 'reference' ? [`${field.name}_type`] : [];
}

/** A field's definition by its path, across one lookup: `account/industry`. */
export function fieldAt(definitions: Definitions, object: ObjectMeta, path: string): FieldMeta | undefined {
  const [head, ...rest] = path.split('/');
  const field = definitions.field(object, head ?? '');
  if (!field || rest.length === 0) return field;
  const target = definitions.find(targetOf(field));
  const inner = target && fieldAt(definitions, target, rest.join('/'));
  return inner && { ...inner, name: path, label: `${field.label} · ${inner.label}` };
}
