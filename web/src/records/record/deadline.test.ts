import { beforeAll, expect, it } from 'vitest';
import { common } from '../../i18n/common.ts';
import { learn } from '../../i18n/text.ts';
import { leftUntil } from './deadline.ts';

beforeAll(() => learn(common));

it('tells how long there is left, and nothing once the time is over', () => {
  const at = (moment: string) => leftUntil('2026-11-26T14:20:00Z', new Date(moment));
  expect(at('2026-11-24T10:20:00Z')).toBe('2 天 4 小时');
  expect(at('2026-11-26T12:15:30Z')).toBe('2 小时 4 分钟');
  expect(at('2026-11-26T14:07:59Z')).toBe('12 分钟');
  expect(at('2026-11-26T14:19:20Z')).toBe('40 秒');
  expect(at('2026-11-26T14:20:00Z')).toBeUndefined();
  expect(at('2026-11-26T15:00:00Z')).toBeUndefined();
  expect(leftUntil('no moment', new Date())).toBeUndefined();
});
