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
    object('import_job'),
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
  expect(ids).not.toContain('new:import_job');
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

test('a page is found by what people call it, in either language, and so is a part of it', async () => {
  const { commandsFor } = await import('./commands.ts');
  const { matches } = await import('./matching.ts');
  const found = (search: string, pages: readonly string[]) =>
    commandsFor(
      {
        objects: [],
        menus: [{ label: 'all', items: pages.map((page) => ({ page, label: page })) }],
        find: () => undefined,
      } as unknown as Definitions,
      () => undefined,
    )
      .filter((command) => matches(search, command.label, command.words))
      .map((command) => command.id);
  const all = ['duplicates', 'forecast', 'admin/people', 'admin/roles', 'admin/security', 'admin/company'];
  for (const word of ['查重', '去重', '合并', 'dedupe', 'merge']) expect(found(word, all)).toEqual(['/page/duplicates']);
  expect(found('误删', all)).toEqual(['security:bin']);
  expect(found('汇率', all)).toContain('company:rates');
  expect(found('节假日', all)).toContain('company:calendar');
  expect(found('api key', all)).toContain('security:keys');
  expect(found('登录日志', all)).toEqual(['security:signIns']);
  expect(found('离职', all)).toContain('/admin/people');
  expect(found('导入', all)).toContain('jobs');
  expect(found('误删', ['duplicates'])).toEqual([]);
});
