import { expect, test } from 'vitest';
import type { FieldMeta } from '../api/meta.ts';
import { isOverdue } from './overdue.ts';

const now = new Date('2026-11-25T12:00:00Z');
const close = { name: 'close_date', type: 'date' } as FieldMeta;
const due = { name: 'due_at', type: 'datetime' } as FieldMeta;

test('what should be done by now is overdue until it is done', () => {
  expect(isOverdue(close, '2026-11-20', { status: 'open' }, now)).toBe(true);
  expect(isOverdue(close, '2026-11-28', { status: 'open' }, now)).toBe(false);
  expect(isOverdue(close, '2026-11-20', { status: 'won' }, now)).toBe(false);
  expect(isOverdue(due, '2026-11-25T11:00:00Z', { status: 'doing' }, now)).toBe(true);
  expect(isOverdue(due, '2026-11-25T11:00:00Z', { status: 'done' }, now)).toBe(false);
  expect(isOverdue(due, '2026-11-25T11:00:00Z', undefined, now)).toBe(false);
  expect(isOverdue({ ...close, name: 'next_step_at' }, '2026-11-20', { status: 'open' }, now)).toBe(true);
});
