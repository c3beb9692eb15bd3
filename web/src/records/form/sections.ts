import type { FieldMeta, ObjectMeta, SectionMeta } from '../../api/meta.ts';
import { beginningOf, type ConditionContext } from '../conditions.ts';
import { kindOf } from '../kinds/registry.ts';
import { isOfType, recordTypeField } from '../recordTypes.ts';
import { isEmpty } from '../values.ts';

export interface FormSection extends Omit<SectionMeta, 'fields'> {
  fields: FieldMeta[];
}

/** The layout's sections with the fields a person can fill in and the formulas that follow them; required fields that the layout forgot come first. */
export function creatableSections(object: ObjectMeta, values: Record<string, unknown>): FormSection[] {
  const byName = new Map(object.fields.map((f) => [f.name, f]));
  const isTyped = (f: FieldMeta) =>
    f.name !== recordTypeField && f.editable !== false && !(f.system && f.name !== 'owner') && kindOf(f).Input !== undefined;
  const isShown = (f: FieldMeta | undefined): f is FieldMeta => f !== undefined && (isTyped(f) || f.formula !== undefined);
  const sections = object.layout.sections
    .filter((section) => isOfType(section, values))
    .map((section) => ({ ...section, fields: section.fields.map((n) => byName.get(n)).filter(isShown) }))
    .filter((section) => section.fields.some(isTyped));
  const placed = new Set(sections.flatMap((section) => section.fields.map((f) => f.name)));
  const forgotten = object.fields.filter((f) => isTyped(f) && f.required && !f.system && !placed.has(f.name));
  const [first, ...others] = sections;
  if (!first) return [{ label: object.label, columns: 2, fields: object.fields.filter((f) => isShown(f) && !f.system) }];
  return [{ ...first, fields: [...first.fields, ...forgotten] }, ...others];
}

/** Whether a form for a new record shows the field: it can be filled in, or already says something. */
export function isOfUse(field: FieldMeta, state: { visible: boolean; readOnly: boolean }, value: unknown): boolean {
  return state.visible && ((field.formula === undefined && !state.readOnly) || !isEmpty(value));
}

/** The few fields that matter in passing, what it is about, and what is required and filled in by nobody else. */
export function briefSection(
  object: ObjectMeta,
  fields: readonly FieldMeta[],
  given: Record<string, unknown>,
  isMissing: (field: FieldMeta) => boolean,
): FormSection[] {
  const few = object.layout.quick.flatMap((name) => fields.find((f) => f.name === name) ?? []);
  const others = fields.filter(
    (f) =>
      !few.includes(f) && ((f.type === 'lookup' && f.name in given) || (f.default === undefined && !f.filled && isMissing(f))),
  );
  return [{ label: object.label, columns: 2, fields: [...few, ...others] }];
}

/** What the person may write begins with its default; what only the server can work out, and what only it writes, it fills in. */
export function defaultsOf(object: ObjectMeta, context: ConditionContext): Record<string, unknown> {
  const beginnings = object.fields.flatMap((f) => {
    const value = f.default ?? beginningOf(f, context);
    return f.editable === false || isEmpty(value) || typeof value === 'object' ? [] : [[f.name, value] as const];
  });
  const { id, name } = context.user;
  return { ...Object.fromEntries(beginnings), ...(object.owned ? { owner: { id, name } } : {}) };
}
