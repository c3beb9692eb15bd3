import { afterEach, expect, test } from 'vitest';
import { changeLanguage, text } from './text.ts';

globalThis.document = { documentElement: {} } as Document;
afterEach(() => changeLanguage('zh-CN'));

test('amid an English sentence a label loses its capital, an abbreviation keeps it', async () => {
  await changeLanguage('en');
  expect(text('list.new', { object: 'Deal' })).toBe('New deal');
  expect(text('list.new', { object: 'API key' })).toBe('New API key');
  expect(text('bulk.editTitle', { count: 3, plural: 'Stage logs' })).toBe('Edit 3 stage logs');
  await changeLanguage('zh-CN');
  expect(text('list.new', { object: '商机' })).toBe('新建商机');
});
