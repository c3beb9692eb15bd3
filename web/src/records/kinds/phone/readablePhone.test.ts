import { expect, test, vi } from 'vitest';
import { changeLanguage } from '../../../i18n/text.ts';
import { readablePhone } from './readablePhone.ts';

test.each([
  ['+8613800138000', '138 0013 8000'],
  ['13800138000', '138 0013 8000'],
  ['138****8000', '138 **** 8000'],
  ['+862161234567', '021-61234567'],
  ['+861085671234', '010-85671234'],
  ['+8657187654321', '0571-87654321'],
  ['+863167654321', '0316-7654321'],
  ['4008208820', '400-820-8820'],
  ['95588', '95588'],
  ['10086', '10086'],
  ['+14155552671', '+1 415 555 2671'],
  ['+85223456789', '+852 2345 6789'],
  ['+6591234567', '+65 9123 4567'],
  ['+442079460958', '+44 207 946 0958'],
  ['+4930123456', '+49 3012 3456'],
  ['+33123456789', '+33 12 345 6789'],
  ['****', '****'],
])('%s reads %s', (stored, shown) => expect(readablePhone(stored)).toBe(shown));

test('an extension stands behind its number', async () => {
  vi.stubGlobal('document', { documentElement: {} });
  await changeLanguage('zh-CN');
  expect(readablePhone('+862161234567;ext=801')).toBe('021-61234567 转 801');
  await changeLanguage('en');
  expect(readablePhone('+862161234567;ext=801')).toBe('021-61234567 ext. 801');
  await changeLanguage('zh-CN');
});
