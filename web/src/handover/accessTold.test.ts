import { expect, test } from 'vitest';
import { accessTold, leftWithout } from './accessTold.ts';

test('the result of a hand-over tells what became of the account', () => {
  expect(accessTold({ id: 'h', deactivate: true, revoke_access: true })).toBe('handOver.deactivated');
  expect(accessTold({ id: 'h', deactivate: false, revoke_access: true })).toBe('handOver.revoked');
  expect(accessTold({ id: 'h', deactivate: false, revoke_access: false })).toBeUndefined();
  expect(accessTold(undefined)).toBeUndefined();
});

test('an undone hand-over that had closed the account says that it stays closed', () => {
  expect(leftWithout({ id: 'h', status: 'undone', deactivate: true })).toBe(true);
  expect(leftWithout({ id: 'h', status: 'undone', deactivate: false })).toBe(false);
  expect(leftWithout({ id: 'h', status: 'done', deactivate: true })).toBe(false);
});
