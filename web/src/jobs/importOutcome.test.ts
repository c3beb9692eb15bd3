import { expect, it } from 'vitest';
import { changeLanguage, text } from '../i18n/text.ts';
import { importOutcome } from './importOutcome.ts';

it('tells of every row of the file what became of it', async () => {
  globalThis.document = { documentElement: {} } as Document;
  await changeLanguage('zh-CN');
  const counts = { created: 23, updated: 1, skipped: 1, failed: 5 };
  expect(importOutcome({ ...counts, status: 'done' }, text)).toBe('成功 24 行，跳过 1 行，未导入 5 行');
  expect(importOutcome({ ...counts, status: 'undone' }, text)).toBe('撤销 24 行，跳过 1 行，未导入 5 行');
  expect(importOutcome({ ...counts, status: 'mapped' }, text)).toBe('还没有检查');
});
