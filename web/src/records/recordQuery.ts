import type { Definitions, FieldMeta, ObjectMeta } from '../api/meta.ts';

const linkTypes = new Set(['lookup', 'user', 'department', 'multi_lookup']);

/** The object a field points at, whether or not the definition repeats it for people and departments. */
export function targetOf(field: FieldMeta): string | undefined {
  if (field.object) return field.object;
  return field.type === 'user' || field.type === 'department' ? field.type : undefined;
}

/** `$expand` that brings the names of linked records along, so that no list asks for each of them. */
export function expandFor(definitions: Definitions, fields: readonly FieldMeta[]): string {
  return fields
    .filter((field) => linkTypes.has(field.type) && definitions.find(targetOf(field)))
    .map((field) => {
      const target = targetOf(field);
      const coloured = definitions.field(target ?? '', 'color') ? ',color' : '';
      return `${field.name}($select=id,${definitions.nameField(target)}${coloured})`;
    })
    .join(',');
}

/** `$select` of what a list shows, with what every row needs to be named, opened and saved. */
export function selectFor(object: ObjectMeta, fields: readonly FieldMeta[]): string[] {
  const names = [
    'id',
    'version',
    object.nameField,
    ...fields.flatMap((f) => (f.type === 'money' ? [f.name, `${f.name}_currency`] : [f.name])),
  ];
  return [...new Set(names)];
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
