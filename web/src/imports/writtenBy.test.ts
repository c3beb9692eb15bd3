import { expect, it } from 'vitest';
import type { ObjectMeta } from '../api/meta.ts';
import { readListState } from '../records/list/listState.ts';
import { writtenBy } from './writtenBy.ts';

const account = {
  name: 'account',
  layout: {},
  fields: [{ name: 'name' }, { name: 'updated_at' }],
  views: [
    { name: 'mine', kind: 'table', columns: ['name'], filter: 'owner eq me()' },
    { name: 'by_owner', kind: 'board', columns: ['name'] },
    { name: 'all', kind: 'table', columns: ['name'] },
  ],
} as unknown as ObjectMeta;

it('what was imported is shown whoever owns it, and nothing older', () => {
  const address = new URL(writtenBy(account, { started_at: '2026-11-27T08:00:00Z' }), 'http://crm');
  const { view, filter, sort } = readListState(account, address.searchParams);
  expect([address.pathname, view.name, filter]).toEqual(['/o/account', 'all', 'updated_at ge 2026-11-27T08:00:00Z']);
  expect(sort).toEqual([{ field: 'updated_at', descending: true }]);
});
