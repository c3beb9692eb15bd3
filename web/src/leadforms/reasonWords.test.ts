import { beforeAll, expect, it } from 'vitest';
import { learnLeadForms } from '../i18n/leadforms.ts';
import { changeLanguage } from '../i18n/text.ts';
import { signed, wordsOfReason } from './reasonWords.ts';

const reason = (count: number, days: number) => ({ name: '提交表单', points: 12, count, days });

beforeAll(async () => {
  globalThis.document ??= { documentElement: {} } as Document;
  await learnLeadForms();
});

it('says what a lead is as it is called, and what happened with how long ago and how often', async () => {
  await changeLanguage('zh-CN');
  expect(wordsOfReason(reason(0, 0))).toBe('提交表单');
  expect(wordsOfReason(reason(1, 0))).toBe('今天提交表单');
  expect(wordsOfReason(reason(1, 1))).toBe('昨天提交表单');
  expect(wordsOfReason(reason(3, 5))).toBe('5 天前提交表单（共 3 次）');
  await changeLanguage('en');
  expect(wordsOfReason({ ...reason(2, 5), name: 'Sent a form' })).toBe('Sent a form 5 days ago (2 times)');
  await changeLanguage('zh-CN');
});

it('gives points their sign', () => {
  expect([signed(12), signed(0), signed(-5)]).toEqual(['+12', '0', '−5']);
});
