import { type FieldMeta, type ListKind, listKinds, type ObjectMeta, type ViewMeta } from '../../api/meta.ts';

export interface SortKey {
  field: string;
  descending: boolean;
}

/** Everything that decides what a list shows. It lives in the address and nowhere else. */
export interface ListState {
  view: ViewMeta;
  kind: ListKind;
  /** OData text: the address's own, or the view's. */
  filter: string;
  sort: SortKey[];
  search: string;
  columns: string[];
  /** The field whose values are a board's columns or a table's groups. */
  groupBy?: string;
  /** The day by which a calendar lays out its records. */
  dateField?: string;
  /** The month a calendar shows, `2026-11`; the current one when absent. */
  month?: string;
  /** The record beside a split list. */
  open?: string;
  /** Whether the person has departed from the view. */
  changed: boolean;
}

export type ListChange = Partial<{
  view: string;
  kind: ListKind | null;
  filter: string | null;
  sort: SortKey[] | null;
  search: string;
  columns: string[] | null;
  /** The empty text takes away the view's own grouping. */
  groupBy: string | null;
  dateField: string | null;
  month: string | null;
  open: string | null;
}>;

/** What a change of the view's own settings is called in the address; without them the list is as the view has it. */
const ofView = ['filter', 'sort', 'cols', 'as', 'group', 'date'];

/** The list of an object whose definition brings no view. */
function plainView(object: ObjectMeta): ViewMeta {
  const columns = object.fields
    .filter((f) => !f.system && f.type !== 'long_text')
    .slice(0, 7)
    .map((f) => f.name);
  return { name: 'all', label: object.plural, kind: 'table', columns };
}

const groupable = new Set(['select', 'lookup', 'user', 'department', 'boolean', 'rating']);

/** Fields by whose values a table can be grouped. */
export function groupFields(object: ObjectMeta): FieldMeta[] {
  return object.fields.filter((f) => groupable.has(f.type) && !f.masked && f.name !== 'created_by' && f.name !== 'updated_by');
}

/** Fields whose values can be the columns of a board: steps with an order. */
export function boardFields(object: ObjectMeta): FieldMeta[] {
  const own = object.views.flatMap((view) => (view.kind === 'board' && view.groupBy ? [view.groupBy] : []));
  return object.fields.filter((f) => f.type === 'select' || own.includes(f.name));
}

/** Fields that put a record on a day, the object's headline dates first. */
export function dayFields(object: ObjectMeta): FieldMeta[] {
  const headline = object.layout.headline ?? [];
  const late = (f: FieldMeta) => (f.name === 'created_at' || f.name === 'updated_at' ? 2 : headline.includes(f.name) ? 0 : 1);
  return object.fields
    .filter((f) => (f.type === 'date' || f.type === 'datetime') && f.name !== 'deleted_at')
    .sort((a, b) => late(a) - late(b));
}

export function readListState(object: ObjectMeta, params: URLSearchParams): ListState {
  const views = object.views.length ? object.views : [plainView(object)];
  const view = views.find((v) => v.name === params.get('view')) ?? (views[0] as ViewMeta);
  const known = (name: string | null | undefined): name is string => object.fields.some((f) => f.name === name);
  const columns = params.get('cols')?.split(',').filter(known);
  const sort = params.get('sort');
  const kind = listKinds.find((k) => k === params.get('as')) ?? view.kind;
  const group = params.get('group') ?? (kind === view.kind ? view.groupBy : undefined);
  const date = params.get('date') ?? view.dateField;
  return {
    view,
    kind,
    filter: params.get('filter') ?? view.filter ?? '',
    sort: readSort(sort ?? view.orderBy?.join(',') ?? '').filter((key) => known(key.field)),
    search: params.get('q') ?? '',
    columns: columns?.length ? columns : view.columns.filter(known),
    groupBy: known(group) ? group : kind === 'board' ? boardFields(object)[0]?.name : undefined,
    dateField: known(date) ? date : dayFields(object)[0]?.name,
    month: /^\d{4}-(0[1-9]|1[0-2])$/.test(params.get('month') ?? '') ? (params.get('month') ?? undefined) : undefined,
    open: params.get('open') ?? undefined,
    changed: ofView.some((name) => params.has(name)),
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
  put('as', change.kind);
  put('group', change.groupBy);
  put('date', change.dateField);
  put('month', change.month);
  put('open', change.open);
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
