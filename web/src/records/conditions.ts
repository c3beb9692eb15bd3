import type { ExprTree, FieldMeta, ObjectMeta } from '../api/meta.ts';
import type { SessionUser } from '../api/session.ts';
import { evaluate } from '../expressions/evaluate.ts';
import { currentZone } from '../i18n/format.ts';

/** What a condition may ask about besides the record. */
export interface ConditionContext {
  user: SessionUser;
}

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
  try {
    const answer = evaluate(tree, plain(record), {
      userId: context.user.id,
      departmentId: context.user.department ?? null,
      now: new Date(),
      timeZone: currentZone(),
    });
    return answer === true;
  } catch {
    return otherwise;
  }
}

/** Links as ids: conditions compare ids, whatever the query expanded. */
function plain(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      value && typeof value === 'object' && 'id' in value ? value.id : (value ?? null),
    ]),
  );
}

/** How a field stands while the record is typed: the server enforces the same. */
export function stateOf(field: FieldMeta, record: Record<string, unknown>, context: ConditionContext): FieldState {
  return {
    visible: holds(field.visibleWhen, record, context, true),
    required: Boolean(field.required) || holds(field.requiredWhen, record, context, false),
    readOnly: field.editable === false || holds(field.readOnlyWhen, record, context, false),
  };
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

/** Whether the record brings every field the condition names; a row of a list brings only its columns. */
export function isJudgeable(tree: ExprTree | undefined, object: ObjectMeta, record: Record<string, unknown>): boolean {
  const text = JSON.stringify(tree ?? null);
  return object.fields.every((field) => field.name in record || !text.includes(`"${field.name}"`));
}
