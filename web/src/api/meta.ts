import { useQuery } from '@tanstack/react-query';
import { request } from './http.ts';
import type { Schemas } from './schemas.ts';

export const fieldTypes = [
  'id',
  'text',
  'long_text',
  'rich_text',
  'integer',
  'decimal',
  'money',
  'percent',
  'boolean',
  'date',
  'datetime',
  'time',
  'duration',
  'select',
  'multi_select',
  'tags',
  'phone',
  'email',
  'url',
  'address',
  'geo_point',
  'user',
  'department',
  'lookup',
  'multi_lookup',
  'child_table',
  'reference',
  'file',
  'image',
  'auto_number',
  'formula',
  'rollup',
  'json',
  'encrypted_text',
  'rating',
] as const satisfies readonly FieldType[];

export type FieldType = Schemas['FieldType'];

export type Option = Schemas['Option'];

/** A condition as the server compiled it; only the evaluator looks inside. */
export type ExprTree = Schemas['Expression'];

export type FieldMeta = Schemas['FieldMeta'];

export type Rights = Schemas['ObjectRights'];

export type ParameterMeta = FieldMeta;

export type ActionMeta = Schemas['ActionMeta'];

/** How a list lays out its records. Definitions bring tables and boards; people choose and save every one of them. */
export const listKinds = ['table', 'board', 'calendar', 'gallery', 'split'] as const;
export type ListKind = (typeof listKinds)[number];

/** With whom a person's view is shared. */
export interface ViewSharing {
  shared: boolean;
  users: string[];
  departments: string[];
  roles: string[];
  viewersEdit: boolean;
}

export interface SavedView {
  id: string;
  owner: string | undefined;
  version: number | undefined;
  sharing: ViewSharing;
}

export type ViewMeta = Omit<Schemas['ViewMeta'], 'kind'> & {
  kind: ListKind;
  /** The day by which a calendar sorts its records. */
  dateField?: string;
  /** Of a view that a person saved. */
  saved?: SavedView;
};

export type SectionMeta = Schemas['SectionMeta'];

export type RelatedMeta = Schemas['RelatedMeta'];

export type ValidationMeta = Schemas['ValidationMeta'];

export type ObjectMeta = Omit<Schemas['ObjectMeta'], 'views'> & { views: ViewMeta[] };

export type MenuItem = Schemas['MenuItem'];

export type MenuGroup = Schemas['MenuGroup'];

/** The definitions this person may see, with the look-ups every screen needs. */
export class Definitions {
  private readonly byName: Map<string, ObjectMeta>;
  private readonly fieldsOf: Map<string, Map<string, FieldMeta>>;

  constructor(
    readonly version: string,
    readonly objects: readonly ObjectMeta[],
    readonly menus: readonly MenuGroup[],
  ) {
    this.byName = new Map(objects.map((o) => [o.name, o]));
    this.fieldsOf = new Map(objects.map((o) => [o.name, new Map(o.fields.map((f) => [f.name, f]))]));
  }

  find(object: string | undefined): ObjectMeta | undefined {
    return object === undefined ? undefined : this.byName.get(object);
  }

  field(object: ObjectMeta | string, field: string): FieldMeta | undefined {
    return this.fieldsOf.get(typeof object === 'string' ? object : object.name)?.get(field);
  }

  /** The field that names a record of this object; `name` when the object is not visible. */
  nameField(object: string | undefined): string {
    return this.find(object)?.nameField ?? 'name';
  }
}

export function definitionsFrom(body: Schemas['Definitions']): Definitions {
  return new Definitions(String(body.version), body.objects, body.menus ?? []);
}

export const metaKey = ['meta'] as const;

let shown: Definitions | undefined;

/** What an object is called in the language that is read; undefined for one that this person may not see. */
export function objectLabel(name: string): string | undefined {
  return shown?.find(name)?.label;
}

/** The definitions that the screen is drawn with. */
export function show(definitions: Definitions | undefined): void {
  shown = definitions ?? shown;
}

let latest: { text: string; definitions: Definitions } | undefined;

/** The definitions; the very same ones as before as long as nothing in them changed, so that nothing is drawn again. */
async function readMeta(signal: AbortSignal): Promise<Definitions> {
  const { version, ...body } = await request<Schemas['Definitions']>('/api/meta', { signal });
  const text = JSON.stringify(body);
  if (latest?.text !== text) latest = { text, definitions: definitionsFrom({ version, ...body }) };
  return latest.definitions;
}

export function useMetaQuery(language: string, enabled: boolean) {
  const query = useQuery({
    queryKey: [...metaKey, language],
    queryFn: ({ signal }) => readMeta(signal),
    structuralSharing: false,
    staleTime: 5 * 60_000,
    enabled,
  });
  show(query.data);
  return query;
}
