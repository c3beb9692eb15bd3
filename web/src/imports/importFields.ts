import type { Definitions, FieldMeta, ObjectMeta } from '../api/meta.ts';
import type { text } from '../i18n/text.ts';
import { addressParts } from '../records/kinds/address/address.ts';

/** What a column may fill: a field, or one of the parts of an address, which go together into one. */
export interface ImportTarget {
  name: string;
  label: string;
  /** The field of which it is a part. */
  whole?: string;
}

/** A field and, behind an address, its parts. */
export function targetsOf(fields: readonly FieldMeta[], t: typeof text): ImportTarget[] {
  return fields.flatMap((field) => [
    { name: field.name, label: field.label },
    ...(field.type === 'address'
      ? addressParts.map((part) => ({ name: `${field.name}_${part}`, label: partLabel(field, part, t), whole: field.name }))
      : []),
  ]);
}

/** Whether a column can't fill it beside what the other columns fill: it is taken, or an address as a whole and its parts exclude each other. */
export function excludes(target: ImportTarget, targets: readonly ImportTarget[], others: ReadonlySet<string>): boolean {
  return (
    others.has(target.name) ||
    (target.whole !== undefined && others.has(target.whole)) ||
    targets.some((part) => part.whole === target.name && others.has(part.name))
  );
}

/** The fields that columns fill, an address once however many parts of it there are. */
export function filledFields(targets: readonly ImportTarget[], taken: ReadonlySet<string>): Set<string> {
  return new Set([...taken].map((name) => targets.find((target) => target.name === name)?.whole ?? name));
}

/** The field that an import speaks of; a part of an address is a text of its own. */
export function importField(definitions: Definitions, object: ObjectMeta, name: string, t: typeof text): FieldMeta | undefined {
  const known = definitions.field(object, name);
  if (known) return known;
  for (const part of addressParts) {
    const whole = name.endsWith(`_${part}`) ? definitions.field(object, name.slice(0, -part.length - 1)) : undefined;
    if (whole?.type === 'address')
      return {
        name,
        type: 'text',
        label: partLabel(whole, part, t),
        required: whole.required,
        editable: whole.editable,
      };
  }
  return undefined;
}

function partLabel(field: FieldMeta, part: (typeof addressParts)[number], t: typeof text): string {
  return t('import.part', { field: field.label, part: t(`address.${part}`) });
}
