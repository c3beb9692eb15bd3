import { expect, test } from 'vitest';
import { byMenuGroup } from './menuGroups.ts';

test('objects stand by the areas of the menu, in its order, and those of none at the end', () => {
  const of = (name: string, group: string | null) => ({ name, group });
  const groups = byMenuGroup([
    of('quote_line', null),
    of('role', 'setup'),
    of('contract', 'contracts'),
    of('account', 'customers'),
    of('odd', 'gone'),
    of('contact', 'customers'),
  ]);
  expect(groups.map(({ group, objects }) => [group, objects.map((o) => o.name)])).toEqual([
    ['customers', ['account', 'contact']],
    ['contracts', ['contract']],
    ['setup', ['role']],
    ['none', ['quote_line', 'odd']],
  ]);
});
