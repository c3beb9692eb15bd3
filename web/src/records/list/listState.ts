import type { ObjectMeta, ViewMeta } from '../../api/meta.ts';

export interface SortKey {
  field: string;
  descending: boolean;
}

/** Everything that decides what a list shows. It lives in the address and nowhere else. */
export interface ListState {
  view: ViewMeta;
  /** OData text: the address's own, or the view's. */
  filter: string;
  sort: SortKey[];
  search: string;
  columns: string[];
  groupBy?: string;
  /** Whether the person has departed from the view. */
  changed: boolean;
}

export type ListChange = Partial<{
  view: string;
  filter: string | null;
  sort: SortKey[] | null;
  search: string;
  columns: string[] | null;
}>;

/** The list of an object whose definition brings no view. */
function plainView(object: ObjectMeta): ViewMeta {
  const columns = object.fields
    .filter((f) => !f.system && f.type !== 'long_text')
    .slice(0, 7)
    .map((f) => f.name);
  return { name: 'all', label: object.plural, kind: 'table', columns };
}

export function readListState(object: ObjectMeta, params: URLSearchParams): ListState {
  const views = object.views.length ? object.views : [plainView(object)];
  const view = views.find((v) => v.name === params.get('view')) ?? (views[0] as ViewMeta);
  const known = (name: string) => object.fields.some((f) => f.name === name);
  const columns = params.get('cols')?.split(',').filter(known);
  const sort = params.get('sort');
  return {
    view,
    filter: params.get('filter') ?? view.filter ?? '',
    sort: readSort(sort ?? view.orderBy?.join(',') ?? '').filter((key) => known(key.field)),
    search: params.get('q') ?? '',
    columns: columns?.length ? columns : view.columns.filter(known),
    groupBy: view.groupBy,
    changed: params.has('filter') || params.has('sort') || params.has('cols'),
  };
}

/** The address after a change. Choosing another view forgets what was changed about the last one, but not the search. */
export function writeListState(params: URLSearchParams, change: ListChange): URLSearchParams {
  const next =
    change.view === undefined
      ? new URLSearchParams(params)
      : new URLSearchParams(params.get('q') ? { q: params.get('q') ?? '' } : {});
  const put = (name: string, value: string | null | undefined) => {
    if (value === undefined) return;
    if (value === null) next.delete(name);
    else next.set(name, value);
  };
  put('view', change.view);
  put('filter', change.filter);
  put('sort', change.sort === null ? null : change.sort?.map(sortText).join(','));
  put('q', change.search === '' ? null : change.search);
  put('cols', change.columns === null ? null : change.columns?.join(','));
  return next;
}

export function readSort(text: string): SortKey[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [name = '', direction] = part.split(/\s+/);
      return { field: name.replace(/^-/, ''), descending: name.startsWith('-') || direction === 'desc' };
    });
}

/** `-close_date` for descending, as views and addresses write it. */
export function sortText(key: SortKey): string {
  return `${key.descending ? '-' : ''}${key.field}`;
}

/** `$orderby` for the server. */
export function orderbyOf(sort: readonly SortKey[]): string {
  return sort.map((key) => `${key.field}${key.descending ? ' desc' : ''}`).join(',');
}

/** The next state of a column's header: ascending, descending, as the view has it. */
export function nextSort(sort: readonly SortKey[], field: string, keepOthers: boolean): SortKey[] | null {
  const current = sort.find((key) => key.field === field);
  const others = keepOthers ? sort.filter((key) => key.field !== field) : [];
  if (!current) return [...others, { field, descending: false }];
  if (!current.descending) return [...others, { field, descending: true }];
  return others.length ? others : null;
}
