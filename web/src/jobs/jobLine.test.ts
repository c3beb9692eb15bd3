import { expect, it } from 'vitest';
import type { text } from '../i18n/text.ts';
import { jobLine } from './jobLine.ts';

const t = ((key: string, values?: Record<string, unknown>) => `${key} ${values?.plural}`) as typeof text;

it('imports of one object are told apart by their files', () => {
  expect(jobLine('import', '客户一月.csv', '客户', t)).toEqual({ title: '客户一月.csv', what: 'jobs.import 客户' });
  expect(jobLine('export', null, '客户', t)).toEqual({ title: 'jobs.export 客户', what: undefined });
});
