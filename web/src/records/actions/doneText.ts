import { text } from '../../i18n/text.ts';

/** Actions that only ask for something: that it is still to be done is said, instead of that it is. */
const requests: Readonly<Record<string, 'action.redRequested'>> = { 'invoice.red_letter': 'action.redRequested' };

/** What is said once an action was done to a record. */
export function doneText(object: string, action: { name: string; label: string }, name: string): string {
  return text(requests[`${object}.${action.name}`] ?? 'action.done', { action: action.label, name });
}
