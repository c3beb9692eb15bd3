import { expect, it, vi } from 'vitest';
import { formatShare } from './format.ts';
import { changeLanguage } from './text.ts';

it('a share that is too small to be told is still not nothing', async () => {
  vi.stubGlobal('document', { documentElement: {} });
  await changeLanguage('zh-CN');
  expect(formatShare(1 / 3000, 0)).toBe('<1%');
  expect(formatShare(1 / 30000)).toBe('<0.1%');
  expect(formatShare(0, 0)).toBe('0%');
  expect(formatShare(0.006, 0)).toBe('1%');
  expect(formatShare(null)).toBe('—');
});
