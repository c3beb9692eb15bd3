import { expect, test } from 'vitest';
import { closedAtFirst, type Place, placesAtHand } from './menuItems.ts';

const place = (key: string, to = `/o/${key}`): Place => ({ key, label: key, icon: undefined, fallback: key, to });

test('a phone has the places of daily work at hand, not those of the set-up', () => {
  const groups = [
    { label: 'customers', places: [place('account'), place('contact')] },
    { label: 'sales', places: [place('sales', '/page/sales'), place('lead'), place('opportunity')] },
    { label: 'setup', places: [place('duplicates', '/page/duplicates'), place('quality', '/page/quality')] },
  ];
  expect(placesAtHand(groups, 4).map((p) => p.key)).toEqual(['sales', 'opportunity', 'account', 'lead']);
});

test("an object of one's own comes before the pages of the set-up", () => {
  const groups = [
    { label: 'setup', places: [place('quality', '/page/quality')] },
    { label: 'work', places: [place('visit')] },
  ];
  expect(placesAtHand(groups, 4).map((p) => p.key)).toEqual(['visit', 'quality']);
});

test('the set-up begins closed; so does, in a long menu, what nobody needs every day', () => {
  const many = (count: number, key: string) => Array.from({ length: count }, (_, at) => place(`${key}${at}`));
  const setup = { label: 'setup', places: [place('duplicates', '/page/duplicates'), place('roles', '/admin/roles')] };
  const sales = { label: 'sales', places: [place('opportunity'), place('lead'), ...many(7, 'sale')] };
  const deals = { label: 'sales', places: [place('opportunity'), ...many(8, 'sale')] };
  const money = (count: number) => ({ label: 'money', places: [place('contract'), ...many(count, 'money')] });
  expect([...closedAtFirst([sales, money(4), setup])]).toEqual(['duplicates']);
  expect([...closedAtFirst([sales, money(12), setup])]).toEqual(['contract', 'duplicates']);
  expect([...closedAtFirst([deals, money(12)])]).toEqual([]);
  expect([...closedAtFirst([{ label: '', places: [place('bench', '/'), ...many(30, 'x')] }])]).toEqual([]);
});
