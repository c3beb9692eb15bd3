import { expect, test } from 'vitest';
import { isUnnamed } from './unnamed.ts';

test('an option needs a name in one language, but the row that Enter opened is none yet', () => {
  expect(isUnnamed({ label: { zh: ' ', en: '' } })).toBe(true);
  expect(isUnnamed({ label: { zh: '', en: 'Red' } })).toBe(false);
  expect(isUnnamed({ label: { zh: '', en: '' }, spare: true })).toBe(false);
});
