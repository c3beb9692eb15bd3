import type { ActionMeta } from '../../api/meta.ts';
import { text } from '../../i18n/text.ts';

type Said = Pick<ActionMeta, 'name' | 'label' | 'done'>;
type Answer = Record<string, unknown> | undefined;

/** What is said by what came of it instead: what was only asked for is still to be done, what needed nobody went through at once. */
const outcomes: Readonly<
  Record<string, (answer: Answer) => 'action.redRequested' | 'action.approvedAtOnce' | 'action.submittedTo' | undefined>
> = {
  'invoice.red_letter': () => 'action.redRequested',
  'quote.submit': (answer) =>
    answer?.approved === true ? 'action.approvedAtOnce' : answer?.approver_name ? 'action.submittedTo' : undefined,
};

/** What is said once an action was done to a record, as a whole sentence. */
export function doneText(object: string, action: Said, name: string, answer?: Answer): string {
  const outcome = outcomes[`${object}.${action.name}`]?.(answer);
  return outcome
    ? text(outcome, { name, approver: String(answer?.approver_name ?? '') })
    : text('action.done', { done: doneWords(action), name });
}

/** That an action was done, in its own words; an action that an administrator made may have only its label. */
export function doneWords({ label, done }: Pick<ActionMeta, 'label' | 'done'>): string {
  return done ?? text('action.doneWords', { action: label });
}
