import { expect, it } from 'vitest';
import { lastList, rememberList } from './lastList.ts';

it('one goes back to the list as it was last seen, without the record beside it', () => {
  expect(lastList('contract')).toBe('/o/contract');
  rememberList('contract', new URLSearchParams('view=mine&open=1&sort=-amount'));
  expect(lastList('contract')).toBe('/o/contract?view=mine&sort=-amount');
  expect(lastList('invoice')).toBe('/o/invoice');
  rememberList('contract', new URLSearchParams());
  expect(lastList('contract')).toBe('/o/contract');
});
