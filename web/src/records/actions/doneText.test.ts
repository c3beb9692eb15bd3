import { beforeAll, expect, it } from 'vitest';
import { common } from '../../i18n/common.ts';
import { learn } from '../../i18n/text.ts';
import { doneText } from './doneText.ts';

beforeAll(() => learn(common));

it('what was only asked for is not told as done', () => {
  expect(doneText('invoice', { name: 'void', label: '作废' }, 'FP-1')).toContain('作废');
  expect(doneText('invoice', { name: 'red_letter', label: '红冲' }, 'FP-1')).toContain('待财务开出');
});
