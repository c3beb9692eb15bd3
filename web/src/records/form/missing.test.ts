import { beforeAll, expect, test } from 'vitest';
import { common } from '../../i18n/common.ts';
import { learn } from '../../i18n/text.ts';
import { missingText } from './missing.ts';

beforeAll(() => learn(common));

test('what is picked from a list is asked to be chosen, what is typed to be filled in', () => {
  expect(missingText({ type: 'select', label: '阶段' })).toBe('请选择阶段');
  expect(missingText({ type: 'user', label: '负责人' })).toBe('请选择负责人');
  expect(missingText({ type: 'text', label: '名称' })).toBe('请填写名称');
});
