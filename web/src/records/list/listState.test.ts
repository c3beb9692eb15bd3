import { describe, expect, it } from 'vitest';
import type { ObjectMeta } from '../../api/meta.ts';
import { nextSort, orderbyOf, readListState, writeListState } from './listState.ts';

const object = {
  name: 'deal',
  label: 'Deal',
  plural: 'Deals',
  nameField: 'name',
  can: {},
  layout: {},
  actions: [],
  fields: ['name', 'amount', 'stage', 'close_date'].map((name) => ({ name, type: 'text', label: name })),
  views: [
    {
      name: 'open',
      label: 'Open',
      kind: 'table',
      columns: ['name', 'amount', 'gone'],
      filter: "stage eq 'a'",
      orderBy: ['-amount'],
    },
    { name: 'board', label: 'Board', kind: 'board', columns: ['name'], groupBy: 'stage' },
  ],
} as unknown as ObjectMeta;

const read = (address: string) => readListState(object, new URLSearchParams(address));

describe('the address of a list', () => {
  it('without anything shows the first view as it is defined, without fields that no longer exist', () => {
    expect(read('')).toMatchObject({
      filter: "stage eq 'a'",
      sort: [{ field: 'amount', descending: true }],
      columns: ['name', 'amount'],
      changed: false,
    });
  });

  it('says a filter that replaces the view’s, even an empty one', () => {
    expect(read('filter=').filter).toBe('');
    expect(read('filter=amount+gt+5')).toMatchObject({ filter: 'amount gt 5', changed: true });
  });

  it('reads back what was written', () => {
    const change = {
      filter: "contains(name,'&=#甲')",
      sort: [
        { field: 'close_date', descending: true },
        { field: 'name', descending: false },
      ],
      columns: ['stage', 'name'],
      search: '华为',
    };
    const state = readListState(object, new URLSearchParams(writeListState(new URLSearchParams('view=open'), change).toString()));
    expect(state).toMatchObject(change);
    expect(orderbyOf(state.sort)).toBe('close_date desc,name');
  });

  it('forgets the changes of one view in another, but keeps the search', () => {
    const next = writeListState(new URLSearchParams('view=open&filter=x&sort=name&q=hw'), { view: 'board' });
    expect(next.toString()).toBe('q=hw&view=board');
  });

  it('returns to the view’s order after descending', () => {
    const up = nextSort([], 'name', false);
    const down = nextSort(up ?? [], 'name', false);
    expect([up, down, nextSort(down ?? [], 'name', false)]).toEqual([
      [{ field: 'name', descending: false }],
      [{ field: 'name', descending: true }],
      null,
    ]);
  });
});
