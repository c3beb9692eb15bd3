import { afterEach, expect, test, vi } from 'vitest';
import * as language from '../../../i18n/text.ts';
import { linkName } from './reference.ts';

vi.mock('../../../i18n/text.ts', () => ({ currentLanguage: vi.fn(() => 'zh-CN') }));
const stage = { id: '1', name: '报价', name_en: 'Quote' };
const speak = (code: language.Language) => vi.mocked(language.currentLanguage).mockReturnValue(code);
afterEach(() => speak('zh-CN'));

test('a linked record goes by its English name where English is read, and by its own elsewhere', () => {
  expect(linkName(stage)).toBe('报价');
  speak('en');
  expect(linkName(stage)).toBe('Quote');
  expect(linkName({ id: '2', name: '赢单', name_en: null })).toBe('赢单');
});
