import { beforeAll, expect, it, vi } from 'vitest';
import type { ActionContext } from './recordActions.ts';

let newBeside: typeof import('./newBeside.ts').newBeside;
let valuesBeside: typeof import('./newBeside.ts').valuesBeside;

beforeAll(async () => {
  const quiet = { matches: false, addEventListener() {}, removeEventListener() {} };
  vi.stubGlobal('window', { matchMedia: () => quiet });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem() {} });
  ({ newBeside, valuesBeside } = await import('./newBeside.ts'));
});

const says = (value: boolean) => ({ kind: 'constant', type: 'boolean', value });
const payments = {
  object: 'payment',
  field: 'contract',
  label: '收款记录',
  new: {
    label: '登记收款',
    when: says(true),
    next: says(true),
    values: { account: 'account', amount_currency: 'amount_currency' },
  },
};
const context = (related: object, create = true, more: Partial<ActionContext> = {}) =>
  ({
    object: { name: 'contract', nameField: 'name', fields: [], layout: { related: [related] } },
    records: [{ id: 'c1', name: '设备采购合同', account: { id: 'a1', name: '华信' }, amount_currency: 'USD', amount: null }],
    workspace: {
      user: { id: 'u1' },
      company: { timezone: 'UTC', holidays: [], workedWeekends: [] },
      definitions: { find: (name: string) => (name === 'payment' ? { name, icon: 'payment', can: { create } } : undefined) },
    },
    isPage: true,
    ...more,
  }) as unknown as ActionContext;

it('what is made beside a record is one of its actions, for who may make it, on its own page', () => {
  expect(newBeside(context(payments)).map(({ id, label, primary }) => [id, label, primary])).toEqual([
    ['new:payment.contract', '登记收款', true],
  ]);
  expect(newBeside(context(payments, false))).toEqual([]);
  expect(newBeside(context(payments, true, { isPage: false }))).toEqual([]);
  expect(newBeside(context({ ...payments, new: undefined }))).toEqual([]);
  expect(newBeside(context({ ...payments, new: { ...payments.new, when: says(false) } }))).toEqual([]);
  expect(newBeside(context({ ...payments, closedWhen: says(true) }))).toEqual([]);
});

it('it begins with the link and what is taken from the record, as far as that says something', () => {
  const { object, records } = context(payments);
  const taken = { ...payments, new: { ...payments.new, values: { ...payments.new.values, amount: 'amount' } } };
  expect(valuesBeside(object, records[0] as never, taken)).toEqual({
    contract: { id: 'c1', name: '设备采购合同' },
    account: { id: 'a1', name: '华信' },
    amount_currency: 'USD',
  });
});

it('what is left of an amount is proposed, unless nothing is left', () => {
  const { object } = context(payments);
  const proposes = { ...payments, new: { ...payments.new, values: { amount: 'outstanding_amount' } } };
  const proposed = (left: number) =>
    valuesBeside(object, { id: 'c1', name: '合同', outstanding_amount: left } as never, proposes).amount;
  expect([proposed(30_000), proposed(0)]).toEqual([30_000, undefined]);
});
