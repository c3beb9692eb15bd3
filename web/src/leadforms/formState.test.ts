import { expect, it } from 'vitest';
import { rateOf, stateOfForm } from './formState.ts';

const now = new Date('2026-03-18T02:00:00Z');
const form = (values: Record<string, unknown>) => ({ id: 'a', version: 1, active: true, ...values });

it('is open between its first and its last moment, and only while it is active', () => {
  expect(stateOfForm(form({}), now).text).toBe('leadForms.open');
  expect(stateOfForm(form({ active: false }), now).text).toBe('leadForms.off');
  expect(stateOfForm(form({ opens_at: '2026-03-18T02:00:01Z' }), now).text).toBe('leadForms.notYet');
  expect(stateOfForm(form({ closes_at: '2026-03-18T02:00:00Z' }), now).text).toBe('leadForms.over');
  expect(stateOfForm(form({ opens_at: '2026-03-18T02:00:00Z', closes_at: '2026-03-18T02:00:01Z' }), now).text).toBe(
    'leadForms.open',
  );
});

it('has no rate that nobody opened, and none above the whole', () => {
  expect(rateOf(0, 0)).toBeUndefined();
  expect(rateOf(1, 4)).toBe(0.25);
  expect(rateOf(5, 4)).toBe(1);
});
