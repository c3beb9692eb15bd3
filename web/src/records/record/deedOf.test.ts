import { expect, test } from 'vitest';
import { Definitions, type FieldMeta, type ObjectMeta } from '../../api/meta.ts';
import type { HistoryEntry } from '../../api/records.ts';
import { deedOf } from './deedOf.ts';

const field = (name: string, type: FieldMeta['type'], object?: string) => ({ name, type, object, label: name }) as FieldMeta;
const lead = {
  name: 'lead',
  fields: [
    field('status', 'select'),
    field('owner', 'user'),
    field('pool', 'lookup', 'sea_pool'),
    field('pool_reason', 'text'),
    field('name', 'text'),
  ],
  views: [{ name: 'board', kind: 'board', groupBy: 'status' }],
} as unknown as ObjectMeta;
const definitions = new Definitions('1', [lead], []);
const did = (changes: Record<string, [unknown, unknown]>, kind = 'updated') =>
  deedOf(lead, definitions, {
    kind,
    actor: { id: 'wang', name: '王浩然', via: 'web' },
    changes: Object.entries(changes).map(([name, [from, to]]) => ({ field: name, from, to })),
  } as HistoryEntry);

test('taking a record out of a pool is a claim, giving it to somebody an assignment', () => {
  expect(did({ owner: [null, 'wang'], pool: ['p', null], pool_reason: ['x', null] })?.did).toBe('claimed');
  expect(did({ owner: [null, 'li'], pool: ['p', null] })).toMatchObject({ did: 'assigned', to: 'li' });
});

test('what goes into a pool is not handed over', () => {
  expect(did({ owner: ['wang', null], pool: [null, 'p'] })).toMatchObject({ did: 'pooled', to: 'p' });
});

test('a new owner is a hand-over, a new stage a move, the last of a lead its conversion', () => {
  expect(did({ owner: ['wang', 'li'] })).toMatchObject({ did: 'handed', to: 'li' });
  expect(did({ status: ['new', 'contacted'], owner: ['wang', 'li'] })).toMatchObject({
    did: 'moved',
    from: 'new',
    to: 'contacted',
  });
  expect(did({ status: ['contacted', 'converted'] })?.did).toBe('converted');
});

test('a new state is a move, too, where the record has no board', () => {
  const invoice = {
    name: 'invoice',
    fields: [field('status', 'select'), field('invoice_number', 'text'), field('issued_at', 'date')],
    views: [],
  } as unknown as ObjectMeta;
  const issued = deedOf(invoice, new Definitions('1', [invoice], []), {
    kind: 'updated',
    actor: { id: 'he', name: '何丽萍', via: 'web' },
    changes: [
      { field: 'invoice_number', from: null, to: '26322000000012345678' },
      { field: 'status', from: 'requested', to: 'issued' },
    ],
  } as unknown as HistoryEntry);
  expect(issued).toMatchObject({ did: 'moved', from: 'requested', to: 'issued' });
});

test('fields alone are no deed, and a new record is not one either', () => {
  expect(did({ name: ['甲', '乙'] })).toBeUndefined();
  expect(did({ owner: [null, 'wang'] }, 'created')).toBeUndefined();
});
