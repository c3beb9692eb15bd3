import { expect, test, vi } from 'vitest';
import type { Definitions } from '../../api/meta.ts';

vi.mock('../chooseLanguage.ts', () => ({ chooseLanguage: () => undefined }));
vi.mock('../preferences.ts', () => ({ prefer: () => undefined }));

const can = { create: true, import: true };
const object = (name: string, more: object = {}) => ({ name, label: name, plural: name, views: [], can, owned: true, ...more });

test('what only rules write and what a company is set up with is not offered for import, and a hand-over has its own command', async () => {
  const { commandsFor } = await import('./commands.ts');
  const objects = [
    object('account'),
    object('forecast_move'),
    object('sea_pool', { group: 'setup' }),
    object('hand_over', { group: 'setup' }),
  ];
  const definitions = {
    objects,
    menus: [{ label: 'all', items: [{ object: 'account' }, { object: 'sea_pool' }, { object: 'hand_over' }] }],
    find: (name: string) => objects.find((o) => o.name === name),
  } as unknown as Definitions;

  const ids = commandsFor(definitions, () => undefined).map((command) => command.id);
  expect(ids.filter((id) => id.startsWith('import:'))).toEqual(['import:account']);
  expect(ids.filter((id) => id === 'new:hand_over')).toHaveLength(1);
});

test('why somebody sees a record is asked from the palette by who sets rights, and by nobody else', async () => {
  const { commandsFor } = await import('./commands.ts');
  const offers = (items: object[]) =>
    commandsFor(
      { objects: [], menus: [{ label: 'all', items }], find: () => undefined } as unknown as Definitions,
      () => undefined,
    ).some((command) => command.id === 'explain');
  expect(offers([{ page: 'admin/roles', label: 'Roles' }])).toBe(true);
  expect(offers([{ page: 'bench', label: 'Bench' }])).toBe(false);
});
