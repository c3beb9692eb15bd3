import { expect, test } from 'vitest';
import { belongingOf } from './useWithin.ts';

const account = { id: '0198c1e2-0000-7000-8000-000000000003', name: '宁波瑞丰' };

test('a record made beside a lookup belongs where those it offers do', () => {
  expect(belongingOf({ field: 'account' }, { account }, undefined)).toEqual({ account });
  expect(
    belongingOf({ field: 'account', lookup: 'contract', object: 'contract' }, { contract: 'c' }, { account: account.id }),
  ).toEqual({
    account: account.id,
  });
  expect(belongingOf({ field: 'account' }, { account: null }, undefined)).toBeUndefined();
  expect(belongingOf(undefined, { account }, undefined)).toBeUndefined();
});
