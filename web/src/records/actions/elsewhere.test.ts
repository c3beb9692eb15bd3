import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { ActionMeta, ObjectMeta } from '../../api/meta.ts';
import type { Dialog } from '../../app/dialogs.ts';

let offered: string[] = [];
let opened: Dialog[] = [];
vi.mock('../../api/records.ts', () => ({
  readRecord: async (_: string, id: string) => ({ id, name: '焊接线', amount: 100 }),
  readOffered: async () => ({ edit: true, delete: true, actions: offered }),
}));
vi.mock('../../app/dialogs.ts', () => ({ openDialog: (dialog: Dialog) => opened.push(dialog) }));

let openAction: typeof import('./elsewhere.ts').openAction;

beforeAll(async () => {
  const quiet = { matches: false, addEventListener() {}, removeEventListener() {} };
  vi.stubGlobal('window', { matchMedia: () => quiet });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem() {} });
  ({ openAction } = await import('./elsewhere.ts'));
});
beforeEach(() => {
  opened = [];
  offered = ['win'];
});

const deal = { name: 'opportunity', fields: [], actions: [{ name: 'win', label: '赢单' }] } as unknown as ObjectMeta;
const contract = {
  name: 'contract',
  fields: [{ name: 'opportunity', type: 'lookup', object: 'opportunity' }],
  actions: [],
} as unknown as ObjectMeta;
const definitions = { find: (name: string | undefined) => [deal, contract].find((o) => o.name === name) };
const win = { name: 'win_deal', label: '商机赢单' } as ActionMeta;
const signed = { id: 'c1', opportunity: { id: 'd1', name: '焊接线' } };

it('asks about the deal itself where its contract is signed', async () => {
  await openAction(contract, [signed], win, definitions);
  expect(opened).toEqual([
    { kind: 'action', object: 'opportunity', records: [{ id: 'd1', name: '焊接线', amount: 100 }], action: deal.actions[0] },
  ]);
});

it('leaves the word to the server where the deal can’t be won any more, and other actions as they are', async () => {
  offered = [];
  await openAction(contract, [signed], win, definitions);
  const renew = { name: 'renew', label: '续签' } as ActionMeta;
  await openAction(contract, [signed], renew, definitions);
  expect(opened).toEqual([
    { kind: 'action', object: 'contract', records: [signed], action: win },
    { kind: 'action', object: 'contract', records: [signed], action: renew },
  ]);
});
