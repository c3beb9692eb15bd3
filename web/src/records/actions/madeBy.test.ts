import { expect, it } from 'vitest';
import type { ObjectMeta } from '../../api/meta.ts';
import { madeBy } from './madeBy.ts';

const known = ['opportunity', 'account', 'machine_visit', 'contract', 'activity'];
const fields = (name: string) =>
  name === 'activity' ? [{ name: 'regarding', type: 'reference', objects: ['lead', 'account'] }] : [];
const definitions = {
  find: (name = '') => (known.includes(name) ? ({ name, fields: fields(name) } as unknown as ObjectMeta) : undefined),
};
const record = { id: 'lead-1', contract: { id: 'contract-1', name: 'C' }, account: 'account-1' };

it('is whatever object the answer names first, also one that an administrator made', () => {
  expect(madeBy({ machine_visit: 'm-1' }, 'lead', record, definitions)).toEqual({ object: 'machine_visit', id: 'm-1' });
  expect(madeBy({ opportunity: 'o-1', account: 'a-2' }, 'lead', record, definitions)).toEqual({
    object: 'opportunity',
    id: 'o-1',
  });
  expect(madeBy({ opportunity: null, account: 'a-2' }, 'lead', record, definitions)).toEqual({ object: 'account', id: 'a-2' });
});

it('is nothing that is no object, or that the record pointed to before', () => {
  expect(
    madeBy(
      { moved: 3, link: 'l-1', contract: 'contract-1', account: 'account-1', record: { id: 'lead-1' } },
      'lead',
      record,
      definitions,
    ),
  ).toBeUndefined();
  expect(madeBy({ account: 'lead-1' }, 'lead', record, definitions)).toBeUndefined();
  expect(madeBy({ activity: 'v-1' }, 'lead', record, definitions)).toBeUndefined();
  expect(madeBy(undefined, 'lead', record, definitions)).toBeUndefined();
});
