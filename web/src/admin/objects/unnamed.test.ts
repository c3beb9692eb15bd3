import { expect, test } from 'vitest';
import { isUnnamed, optionsFault } from './unnamed.ts';

test('an option needs a name in one language, but the row that Enter opened is none yet', () => {
  expect(isUnnamed({ label: { zh: ' ', en: '' } })).toBe(true);
  expect(isUnnamed({ label: { zh: '', en: 'Red' } })).toBe(false);
  expect(isUnnamed({ label: { zh: '', en: '' }, spare: true })).toBe(false);
});

test('two options that nobody named are told at the options; a field without any is told that it needs one', () => {
  const blank = { label: { zh: '', en: '' } };
  expect(optionsFault([blank, blank])).toBe('options.needsLabel');
  expect(optionsFault([])).toBe('field.needsOptions');
  expect(optionsFault([{ ...blank, spare: true }])).toBe('field.needsOptions');
  expect(optionsFault([{ label: { zh: '高', en: '' } }, { ...blank, spare: true }])).toBeUndefined();
});
