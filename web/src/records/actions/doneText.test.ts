import { beforeAll, expect, it } from 'vitest';
import { common } from '../../i18n/common.ts';
import { learn } from '../../i18n/text.ts';
import { doneText } from './doneText.ts';

beforeAll(() => learn(common));

it('what was only asked for is not told as done', () => {
  expect(doneText('invoice', { name: 'void', label: '作废', done: '已作废' }, 'FP-1')).toBe('已作废：FP-1');
  expect(doneText('invoice', { name: 'red_letter', label: '红冲' }, 'FP-1')).toContain('待财务开出');
});

it('a quote that needed nobody’s approval is told as approved, one that waits as submitted', () => {
  const submit = { name: 'submit', label: '提交审批', done: '已提交审批' };
  expect(doneText('quote', submit, 'BJ-1', { approved: true })).toBe('无需审批，已直接通过：BJ-1');
  expect(doneText('quote', submit, 'BJ-1', { approved: false })).toBe('已提交审批：BJ-1');
  expect(doneText('quote', submit, 'BJ-1', { approved: false, approver_name: '周明远' })).toBe('已提交，由周明远审批：BJ-1');
});

it('what was done is told as people say it, without words of its own too', () => {
  expect(doneText('visit', { name: 'plan', label: '安排拜访' }, '华东精密')).toBe('已安排拜访：华东精密');
});
