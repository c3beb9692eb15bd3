import { ApiError } from '../../api/http.ts';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { reasonOf, text } from '../../i18n/text.ts';

/** What is wrong, by field; what concerns the whole form is under an empty name. */
export type Problems = Record<string, string>;

/** A refusal by the fields that a form shows; what it says of others is said of the whole form, with the field's name. */
export function problemsOf(object: ObjectMeta, error: unknown, shown: readonly FieldMeta[]): Problems {
  const problems: Problems = {};
  const rest: string[] = [];
  for (const { target, message } of error instanceof ApiError ? error.details : []) {
    const label = target && object.fields.find((f) => f.name === target)?.label;
    if (target && shown.some((f) => f.name === target)) problems[target] = message || text('form.invalid');
    else if (message) rest.push(label && !message.includes(label) ? `${label}${text('common.colon')}${message}` : message);
    else if (label) rest.push(`${label}${text('common.colon')}${text('form.invalid')}`);
  }
  if (rest.length > 0 || Object.keys(problems).length === 0) problems[''] = [...new Set(rest)].join(' ') || reasonOf(error);
  return problems;
}
