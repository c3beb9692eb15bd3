import { expect, it, vi } from 'vitest';
import { formatMoney, formatMoneyShort, formatShare } from './format.ts';
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

it('amounts below each other show their cents alike, in currencies that have some', async () => {
  vi.stubGlobal('document', { documentElement: {} });
  await changeLanguage('zh-CN');
  expect([1200, 1200.5, -40].map((value) => formatMoney(value))).toEqual(['¥1,200.00', '¥1,200.50', '-¥40.00']);
  expect(formatMoney(1200, 'JPY')).toBe('¥1,200');
  expect(formatMoney(0.1234, 'CNY', 4)).toBe('¥0.1234');
  expect(formatMoneyShort(1200)).toBe('¥1,200');
});
