import { expect, it } from 'vitest';
import type { ObjectMeta } from '../../api/meta.ts';
import { exportChosen } from './exportChosen.ts';

const object = (mayExport: boolean) => ({ name: 'account', can: { export: mayExport } }) as unknown as ObjectMeta;
const shown = { orderby: 'name', columns: ['name', 'level'] };
const records = [{ id: 'a' }, { id: 'b' }];

it('the ticked records are exported as the list shows them', () => {
  expect(exportChosen(object(true), { records }, shown)).toEqual({
    kind: 'export',
    object: 'account',
    filter: 'id in (a,b)',
    search: undefined,
    orderby: 'name',
    columns: ['name', 'level'],
    count: 2,
    chosen: true,
  });
});

it('everything is exported by the filter and the words of the list', () => {
  const matching = { filter: "level eq 'a'", search: '科技', count: 9000 };
  expect(exportChosen(object(true), { records, matching }, shown)).toMatchObject({
    filter: "level eq 'a'",
    search: '科技',
    count: 9000,
  });
});

it('nobody exports without the right to, nor more than a filter can name', () => {
  expect(exportChosen(object(false), { records }, shown)).toBeUndefined();
  const many = Array.from({ length: 1501 }, (_, index) => ({ id: `${index}` }));
  expect(exportChosen(object(true), { records: many }, shown)).toBeUndefined();
});
