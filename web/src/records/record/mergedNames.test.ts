import { expect, it } from 'vitest';
import { mergedNames } from './mergedNames.ts';

it('a merge is told by what went into the kept record', () => {
  expect(mergedNames('恒信机械、恒信（旧） → 苏州恒信精密机械有限公司')).toBe('恒信机械、恒信（旧）');
  expect(mergedNames('A → B → C')).toBe('A → B');
  expect(mergedNames('')).toBe('');
});
