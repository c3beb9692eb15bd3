import { expect, test } from 'vitest';
import { accessTold } from './accessTold.ts';

test('the result of a hand-over tells what became of the account', () => {
  expect(accessTold({ id: 'h', deactivate: true, revoke_access: true })).toBe('handOver.deactivated');
  expect(accessTold({ id: 'h', deactivate: false, revoke_access: true })).toBe('handOver.revoked');
  expect(accessTold({ id: 'h', deactivate: false, revoke_access: false })).toBeUndefined();
  expect(accessTold(undefined)).toBeUndefined();
});
