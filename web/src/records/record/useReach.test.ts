import { beforeAll, expect, it, vi } from 'vitest';
import type { ObjectMeta } from '../../api/meta.ts';

let within: typeof import('./useReach.ts').within;

beforeAll(async () => {
  const quiet = { matches: false, addEventListener() {}, removeEventListener() {} };
  vi.stubGlobal('window', { matchMedia: () => quiet });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem() {} });
  ({ within } = await import('./useReach.ts'));
});

const action = (name: string, needs?: string) => ({ name, label: name, needs });
const deal = {
  name: 'deal',
  can: { create: true, edit: true, delete: true, import: true, export: true, massEdit: true, transfer: true },
  actions: [action('win'), action('check_in', 'read'), action('transfer', 'transfer'), action('bury', 'delete')],
} as unknown as ObjectMeta;

it('leaves to a former owner who still sees the record only what reads', () => {
  const now = within(deal, { edit: false, delete: false });
  expect(now.can).toEqual({ ...deal.can, edit: false, transfer: false, delete: false });
  expect(now.actions.map((a) => a.name)).toEqual(['check_in']);
});

it('takes nothing from the owner, nor from anybody before the answer is there', () => {
  expect(within(deal, { edit: true, delete: true })).toBe(deal);
  expect(within(deal, undefined)).toBe(deal);
  expect(within(deal, { edit: true, delete: false }).actions.map((a) => a.name)).toEqual(['win', 'check_in', 'transfer']);
});
