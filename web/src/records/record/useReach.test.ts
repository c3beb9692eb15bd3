import { expect, it } from 'vitest';
import type { ObjectMeta } from '../../api/meta.ts';
import { within } from './useReach.ts';

const action = (name: string) => ({ name, label: name });
const deal = {
  name: 'deal',
  can: { create: true, edit: true, delete: true, import: true, export: true, massEdit: true, transfer: true, approve: true },
  actions: [action('win'), action('check_in'), action('assign')],
} as unknown as ObjectMeta;

it('leaves to who may only read a record what the server offers there', () => {
  const now = within(deal, { edit: false, delete: false, actions: ['check_in'] });
  expect(now.can).toEqual({ ...deal.can, edit: false, transfer: false, delete: false });
  expect(now.actions.map((a) => a.name)).toEqual(['check_in']);
});

it('takes nothing from who may do everything, nor from anybody before the answer is there', () => {
  expect(within(deal, { edit: true, delete: true, actions: ['win', 'check_in', 'assign'] })).toBe(deal);
  expect(within(deal, undefined)).toBe(deal);
});

it('takes an action away that its own rule denies to who may edit', () => {
  const now = within(deal, { edit: true, delete: true, actions: ['win', 'check_in'] });
  expect(now.can).toEqual(deal.can);
  expect(now.actions.map((a) => a.name)).toEqual(['win', 'check_in']);
});
