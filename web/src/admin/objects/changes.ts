import type {
  FieldDefinition,
  Label,
  LayoutDefinition,
  ObjectDefinition,
  ViewDefinition,
  WholeDefinition,
} from '../../api/definitions.ts';
import { overlayOf } from '../../api/definitions.ts';
import type { Language } from '../../i18n/text.ts';

/** A label in the reader's language. */
export function say(label: Label | undefined, language: Language): string {
  return label ? (language === 'en' ? label.en : label.zh) || label.zh || label.en : '';
}

/** Both languages: who fills in one has the other say the same. */
export function completed(label: Label | undefined): Label | undefined {
  if (!label) return undefined;
  const zh = label.zh.trim() || label.en.trim();
  return zh ? { zh, en: label.en.trim() || zh } : undefined;
}

/** The overlay with a field put in, in place of one of the same name or at the end. */
export function withField(whole: WholeDefinition, field: FieldDefinition): ObjectDefinition {
  const overlay = overlayOf(whole);
  const known = overlay.fields.some((f) => f.name === field.name);
  return {
    ...overlay,
    fields: known ? overlay.fields.map((f) => (f.name === field.name ? field : f)) : [...overlay.fields, field],
  };
}

/** The overlay without a field, and without the places that named it. */
export function withoutField(whole: WholeDefinition, name: string): ObjectDefinition {
  const overlay = overlayOf(whole);
  const delivered = whole.delivered?.fields.some((f) => f.name === name);
  const without = { ...overlay, fields: overlay.fields.filter((f) => f.name !== name) };
  if (delivered) return without;
  return {
    ...without,
    views: overlay.views?.map((view) => viewWithout(view, name)),
    layout: overlay.layout && layoutWithout(overlay.layout, name),
    validations: overlay.validations?.map((v) => (v.field === name ? { ...v, field: undefined } : v)),
  };
}

function viewWithout(view: ViewDefinition, name: string): ViewDefinition {
  return {
    ...view,
    columns: view.columns.filter((c) => c !== name),
    orderBy: view.orderBy?.filter((o) => o !== name && o !== `-${name}`),
    groupBy: view.groupBy === name ? undefined : view.groupBy,
  };
}

function layoutWithout(layout: LayoutDefinition, name: string): LayoutDefinition {
  return {
    ...layout,
    headline: layout.headline?.filter((f) => f !== name),
    sections: layout.sections?.map((s) => ({ ...s, fields: s.fields.filter((f) => f !== name) })),
  };
}

/** The views in which a new field is shown: the object's first, and that of all its records. */
export function mainViews(whole: WholeDefinition): ViewDefinition[] {
  return (whole.definition.views ?? []).filter((view, at) => at === 0 || view.name === 'all');
}

/** The overlay with a column at the end of the object's main views. */
export function withColumn(overlay: ObjectDefinition, whole: WholeDefinition, name: string): ObjectDefinition {
  const system = new Set(whole.systemFields.map((f) => f.name));
  return mainViews(whole)
    .filter((view) => !view.columns.includes(name))
    .reduce((before, view) => {
      const place = view.columns.findIndex((c) => system.has(c));
      const columns = [...view.columns];
      columns.splice(place < 0 ? columns.length : place, 0, name);
      return withView(before, { ...view, columns });
    }, overlay);
}

export function withView(overlay: ObjectDefinition, view: ViewDefinition): ObjectDefinition {
  const views = overlay.views ?? [];
  return {
    ...overlay,
    views: views.some((v) => v.name === view.name) ? views.map((v) => (v.name === view.name ? view : v)) : [...views, view],
  };
}

export type Origin = 'custom' | 'changed' | 'delivered';

/** Where a field comes from: the package, the package but changed here, or made here. */
export function originOf(whole: WholeDefinition, name: string): Origin {
  if (!whole.delivered?.fields.some((f) => f.name === name)) return 'custom';
  return whole.customisation?.definition.fields.some((f) => f.name === name) ? 'changed' : 'delivered';
}

/** A name for the API made of a label: small letters, digits, underscores. Chinese becomes pinyin when a reading is at hand. */
export function nameFrom(label: string, reading: (text: string) => string = (text) => text): string {
  const words = reading(label)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_\d]+|_+$/g, '');
  return words.slice(0, 40).replace(/_+$/, '');
}

/** A name that is not taken, by a number at its end. */
export function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  for (let number = 2; ; number++) {
    const next = `${wanted}_${number}`;
    if (!taken.includes(next)) return next;
  }
}
