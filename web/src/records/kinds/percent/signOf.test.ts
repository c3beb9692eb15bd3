import { expect, test } from 'vitest';
import { signOf } from './percentKind.tsx';

test('a percentage has its sign once: in its label or beside its value', () => {
  expect(signOf({ label: '税率（%）' })).toBe('');
  expect(signOf({ label: 'Tax rate (%)' })).toBe('');
  expect(signOf({ label: '赢率' })).toBe('%');
  expect(signOf({ label: 'Share (% of all)' })).toBe('%');
});
