import type { RecordData } from '../api/records.ts';
import type { TextKey } from '../i18n/text.ts';

/** Whether a form takes anything now, and why not. */
export function stateOfForm(form: RecordData, now: Date): { text: TextKey; color: string } {
  if (form.active === false) return { text: 'leadForms.off', color: 'gray' };
  if (typeof form.opens_at === 'string' && new Date(form.opens_at) > now) return { text: 'leadForms.notYet', color: 'amber' };
  if (typeof form.closes_at === 'string' && new Date(form.closes_at) <= now) return { text: 'leadForms.over', color: 'gray' };
  return { text: 'leadForms.open', color: 'green' };
}

/** How many of those who opened it sent it. */
export function rateOf(taken: number, views: number): number | undefined {
  return views > 0 ? Math.min(1, taken / views) : undefined;
}
