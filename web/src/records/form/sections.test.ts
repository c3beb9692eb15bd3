import { expect, test } from 'vitest';
import type { FieldMeta } from '../../api/meta.ts';
import { isOfUse } from './sections.ts';

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
