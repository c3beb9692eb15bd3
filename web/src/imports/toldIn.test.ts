import { expect, it } from 'vitest';
import { toldIn } from './toldIn.ts';

it('what an import says is read in the language of the reader, and in the one there is where it was kept in one', () => {
  const kept = { zh: '请填写客户名称。', en: 'Fill in: Name.' };
  expect(toldIn('en', kept, kept.zh)).toBe(kept.en);
  expect(toldIn('zh-CN', kept, kept.en)).toBe(kept.zh);
  expect(toldIn('en', undefined, '旧的说明')).toBe('旧的说明');
  expect(toldIn('en', null, null)).toBeNull();
});
