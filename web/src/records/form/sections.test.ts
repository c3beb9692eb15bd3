import { expect, test } from 'vitest';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { todayIn } from '../../i18n/format.ts';
import type { ConditionContext } from '../conditions.ts';
import { defaultsOf, isOfUse } from './sections.ts';

const typed = { name: 'amount' } as FieldMeta;
const reckoned = { name: 'expected_revenue', formula: {} } as unknown as FieldMeta;
const open = { visible: true, readOnly: false };
const fixed = { visible: true, readOnly: true };

test('what can be filled in is shown, empty or not', () => {
  expect(isOfUse(typed, open, null)).toBe(true);
  expect(isOfUse(typed, { visible: false, readOnly: false }, 5)).toBe(false);
});

test('what nobody can fill in is shown once it says something', () => {
  expect(isOfUse(reckoned, open, null)).toBe(false);
  expect(isOfUse(reckoned, open, undefined)).toBe(false);
  expect(isOfUse(reckoned, open, '600')).toBe(true);
  expect(isOfUse(typed, fixed, null)).toBe(false);
  expect(isOfUse(typed, fixed, 'CNY')).toBe(true);
});

test('a form begins with what defaults give: constants, and days that can be worked out here', () => {
  const context = {
    user: { id: 'u1', name: '王浩然', department: null },
    company: { timezone: 'Asia/Shanghai', holidays: [], workedWeekends: [] },
  } as unknown as ConditionContext;
  const today = { kind: 'context', name: 'today', type: 'date' };
  const payment = {
    owned: true,
    fields: [
      { name: 'method', default: 'bank_transfer' },
      { name: 'received_at', type: 'date', defaultFormula: today },
      { name: 'unknown_here', type: 'date', defaultFormula: { kind: 'aggregated' } },
      { name: 'status', default: 'draft', editable: false },
    ],
  } as unknown as ObjectMeta;
  expect(defaultsOf(payment, context)).toEqual({
    method: 'bank_transfer',
    received_at: todayIn('Asia/Shanghai'),
    owner: { id: 'u1', name: '王浩然' },
  });
});
