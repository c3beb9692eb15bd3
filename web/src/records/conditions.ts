import type { ExprTree, FieldMeta, ObjectMeta, Option } from '../api/meta.ts';
import type { Workspace } from '../app/workspace.tsx';
import { type Answer, evaluate } from '../expressions/evaluate.ts';
import { isEmpty } from './values.ts';

/** What a condition may ask about besides the record: who asks, and on which clock and calendar the company lives. */
export type ConditionContext = Pick<Workspace, 'user' | 'company'>;

export interface FieldState {
  visible: boolean;
  required: boolean;
  readOnly: boolean;
}

/** Whether a condition holds for the record as it stands; a condition that cannot be judged here decides nothing. */
export function holds(
  tree: ExprTree | undefined,
  record: Record<string, unknown>,
  context: ConditionContext,
  otherwise: boolean,
): boolean {
  if (tree === undefined || tree === null) return otherwise;
  const answer = judge(tree, record, context);
  return answer === undefined ? otherwise : answer === true;
}

/** What a formula gives for the record as it stands, before it is saved; undefined where that cannot be judged here. */
export function formulaOf(field: FieldMeta, record: Record<string, unknown>, context: ConditionContext): Answer | undefined {
  return field.formula === undefined ? undefined : judge(field.formula, record, context);
}

/** What a new record begins with where the field's default is worked out; undefined where only the server can tell. */
export function beginningOf(field: FieldMeta, context: ConditionContext): Answer | undefined {
  return field.defaultFormula === undefined ? undefined : judge(field.defaultFormula, {}, context);
}

function judge(tree: ExprTree, record: Record<string, unknown>, context: ConditionContext): Answer | undefined {
  try {
    return evaluate(tree, plain(record), {
      userId: context.user.id,
      departmentId: context.user.department ?? null,
      now: new Date(),
      timeZone: context.company.timezone,
      calendar: { holidays: context.company.holidays, workedWeekends: context.company.workedWeekends },
    });
  } catch {
    return undefined;
  }
}

/** A form asks dozens of conditions about the same record. */
const plainForms = new WeakMap<Record<string, unknown>, Record<string, unknown>>();

/** Links as ids: conditions compare ids, whatever the query expanded. Records are replaced, never changed. */
function plain(record: Record<string, unknown>): Record<string, unknown> {
  const known = plainForms.get(record);
  if (known) return known;
  const made = Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      value && typeof value === 'object' && 'id' in value ? value.id : (value ?? null),
    ]),
  );
  plainForms.set(record, made);
  return made;
}

/** How a field stands while the record is typed: the server enforces the same. */
export function stateOf(field: FieldMeta, record: Record<string, unknown>, context: ConditionContext): FieldState {
  return {
    visible: holds(field.visibleWhen, record, context, saysSomething(field, record)),
    required: !field.filled && (Boolean(field.required) || holds(field.requiredWhen, record, context, false)),
    readOnly:
      field.editable === false ||
      beginsAsGiven(field, record) ||
      // What closes a field asks how the record stands: one that is only being typed stands nowhere yet.
      (record.id !== undefined && holds(field.readOnlyWhen, record, context, false)),
  };
}

/** Where only the server could judge whether a field shows, as by what stands in another record, one that nobody fills in shows when it has something to say. */
function saysSomething(field: FieldMeta, record: Record<string, unknown>): boolean {
  return field.editable !== false || record.id === undefined || !(isEmpty(record[field.name]) || record[field.name] === false);
}

/** A new record begins where its definition says, when there is no choice of beginnings. */
function beginsAsGiven(field: FieldMeta, record: Record<string, unknown>): boolean {
  return field.moves !== undefined && field.moves[''] === undefined && record.id === undefined;
}

/** Whether people may go on to the option: from where the record stands, or to begin there. */
function leadsTo(option: Option, field: FieldMeta, record: Record<string, unknown>): boolean {
  if (!field.moves) return true;
  const open = record.id === undefined ? field.moves[''] : (field.moves[String(record[field.name] ?? '')] ?? []);
  return open === undefined || open.includes(option.value);
}

/** The options that the record as it stands leaves open; one that is chosen already stays in sight. */
export function offeredOptions(field: FieldMeta, record: Record<string, unknown>, context: ConditionContext): readonly Option[] {
  const chosen = [record[field.name]].flat();
  return (field.options ?? []).filter(
    (o) => chosen.includes(o.value) || (leadsTo(o, field, record) && holds(o.when, record, context, true)),
  );
}

/** What must be emptied because the record, as it now stands, no longer offers it: a city of another province. */
export function noLongerOffered(
  object: ObjectMeta,
  record: Record<string, unknown>,
  context: ConditionContext,
): Record<string, unknown> {
  const emptied: Record<string, unknown> = {};
  for (const field of object.fields) {
    const conditional = field.options?.filter((o) => o.when !== undefined);
    const value = record[field.name];
    if (!conditional?.length || value === null || value === undefined) continue;
    const isGone = (chosen: unknown) => conditional.some((o) => o.value === chosen && !holds(o.when, record, context, true));
    if (!Array.isArray(value)) {
      if (isGone(value)) emptied[field.name] = null;
    } else if (value.some(isGone)) {
      const left = value.filter((chosen) => !isGone(chosen));
      emptied[field.name] = left.length ? left : null;
    }
  }
  return emptied;
}

/** The validation rules a record breaks, by field; rules about the whole record are under an empty name. */
export function brokenRules(
  object: ObjectMeta,
  record: Record<string, unknown>,
  context: ConditionContext,
): Record<string, string> {
  const broken = (object.validations ?? []).filter((rule) => holds(rule.expr, record, context, false));
  return Object.fromEntries(broken.map((rule) => [rule.field ?? '', rule.message]));
}

/** What the rules say about one field of a record of which perhaps not everything is here; what cannot be judged says nothing. */
export function brokenRuleOf(
  object: ObjectMeta,
  field: string,
  record: Record<string, unknown>,
  context: ConditionContext,
): string | undefined {
  const validations = object.validations?.filter((rule) => rule.field === field && isJudgeable(rule.expr, object, record));
  return brokenRules({ ...object, validations }, record, context)[field];
}

/** Whether the record brings every field the condition names; a row of a list brings only its columns. */
export function isJudgeable(tree: ExprTree | undefined, object: ObjectMeta, record: Record<string, unknown>): boolean {
  const text = JSON.stringify(tree ?? null);
  return object.fields.every((field) => field.name in record || !text.includes(`"${field.name}"`));
}
