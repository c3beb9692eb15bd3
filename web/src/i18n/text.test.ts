import { afterEach, expect, test } from 'vitest';
import { changeLanguage, text } from './text.ts';

globalThis.document = { documentElement: {} } as Document;
afterEach(() => changeLanguage('zh-CN'));

test('one of something is one, written or counted', async () => {
  await changeLanguage('en');
  expect([text('left.minutes', { minutes: 1, count: 1 }), text('left.minutes', { minutes: '1', count: '1' })]).toEqual([
    '1 minute',
    '1 minute',
  ]);
  expect(text('left.minutes', { minutes: '1,000', count: '1,000' })).toBe('1,000 minutes');
  await changeLanguage('zh-CN');
  expect(text('left.minutes', { minutes: '1', count: '1' })).toBe(text('left.minutes', { minutes: 1, count: 1 }));
});

test('amid an English sentence a label loses its capital, an abbreviation keeps it', async () => {
  await changeLanguage('en');
  expect(text('list.new', { object: 'Deal' })).toBe('New deal');
  expect(text('list.new', { object: 'API key' })).toBe('New API key');
  expect(text('bulk.editTitle', { count: 3, plural: 'Stage logs' })).toBe('Edit 3 stage logs');
  await changeLanguage('zh-CN');
  expect(text('list.new', { object: '商机' })).toBe('新建商机');
});
