import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { ActionContext, RecordAction } from './recordActions.ts';

let offered: string[] = [];
vi.mock('../../api/records.ts', () => ({
  readRecord: async () => ({ id: 'r1', discount: 25 }),
  readOffered: async () => ({ edit: true, delete: true, actions: offered }),
}));

let runSaved: typeof import('./runSaved.ts').runSaved;
let saving: typeof import('../saving.ts');
let ran: [string, unknown][] = [];

beforeAll(async () => {
  const quiet = { matches: false, addEventListener() {}, removeEventListener() {} };
  vi.stubGlobal('window', { matchMedia: () => quiet });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem() {} });
  ({ runSaved } = await import('./runSaved.ts'));
  saving = await import('../saving.ts');
});
beforeEach(() => {
  ran = [];
  offered = ['confirm', 'submit'];
});

const object = {
  name: 'quote',
  can: { edit: true, delete: true, transfer: true },
  actions: [
    { name: 'confirm', label: 'Confirm' },
    { name: 'submit', label: 'Submit' },
  ],
};
const context = {
  object,
  records: [{ id: 'r1', discount: 0 }],
  workspace: { user: { id: 'u1' }, company: { timezone: 'UTC', holidays: [], workedWeekends: [] } },
} as unknown as ActionContext;
const available = ({ object: now }: ActionContext): RecordAction[] =>
  now.actions.map(({ name, label }) => ({
    id: name,
    label,
    primary: true,
    next: { kind: 'constant', type: 'boolean', value: true },
    isAvailable: () => true,
    run: ({ records }) => ran.push([name, records[0]?.discount]),
  }));
const press = () => runSaved(available(context)[0] as RecordAction, context, available);
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

it('runs at once where nothing is being saved', () => {
  press();
  expect(ran).toEqual([['confirm', 0]]);
});

it('waits for what was typed, and works on the record as it is then', async () => {
  let end: () => void = () => {};
  void saving.whileSaving(new Promise<void>((resolve) => (end = resolve)));
  press();
  await settle();
  expect(ran).toEqual([]);
  end();
  await settle();
  expect(ran).toEqual([['confirm', 25]]);
});

it('gives way to the action that comes next where saving made it impossible', async () => {
  offered = ['submit'];
  void saving.whileSaving(settle());
  press();
  await settle();
  await settle();
  expect(ran).toEqual([['submit', 25]]);
});

it('does nothing where what was typed is refused', async () => {
  saving.whileSaving(settle().then(() => Promise.reject(new Error()))).catch(() => {});
  press();
  await settle();
  await settle();
  expect(ran).toEqual([]);
});
