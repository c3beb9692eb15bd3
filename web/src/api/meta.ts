import { useQuery } from '@tanstack/react-query';
import { request } from './http.ts';

export const fieldTypes = [
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
] as const;

export type FieldType = (typeof fieldTypes)[number];

/** A condition as the server compiled it; only the evaluator looks inside. */
export type ExprTree = unknown;

export interface Option {
  value: string;
  label: string;
  color?: string;
  /** Offered only while this holds for the record. */
  when?: ExprTree;
}

export interface FieldMeta {
  name: string;
  type: FieldType;
  label: string;
  help?: string;
  required?: boolean;
  /** The server fills it in when a new record brings none. */
  filled?: boolean;
  editable?: boolean;
  masked?: boolean;
  system?: boolean;
  options?: Option[];
  object?: string;
  objects?: string[];
  /** Of a child table: the child's link back to this record. */
  by?: string;
  min?: number;
  max?: number;
  scale?: number;
  precision?: number;
  pattern?: string;
  sortable?: boolean;
  filterable?: boolean;
  groupable?: boolean;
  search?: boolean;
  visibleWhen?: ExprTree;
  requiredWhen?: ExprTree;
  readOnlyWhen?: ExprTree;
  formula?: ExprTree;
  /** Of a formula or roll-up: the type of what it answers. */
  result?: FieldType;
  default?: unknown;
}

export interface Rights {
  create: boolean;
  edit: boolean;
  delete: boolean;
  import: boolean;
  export: boolean;
  massEdit: boolean;
  transfer: boolean;
}

export interface ParameterMeta {
  name: string;
  type: FieldType;
  label: string;
  required?: boolean;
  help?: string;
  object?: string;
  options?: Option[];
  min?: number;
  max?: number;
  default?: unknown;
}

export interface ActionMeta {
  name: string;
  label: string;
  icon?: string;
  confirm?: string;
  danger?: boolean;
  /** Only offered while this holds for the record. */
  when?: ExprTree;
  parameters?: ParameterMeta[];
}

export interface ViewMeta {
  name: string;
  label: string;
  kind: 'table' | 'board';
  columns: string[];
  filter?: string;
  orderBy?: string[];
  groupBy?: string;
}

export interface SectionMeta {
  label: string;
  columns?: number;
  fields: string[];
}

export interface RelatedMeta {
  object: string;
  field: string;
  label: string;
}

export interface ValidationMeta {
  name: string;
  expr: ExprTree;
  message: string;
  field?: string;
}

export interface ObjectMeta {
  name: string;
  label: string;
  plural: string;
  icon?: string;
  group?: string;
  nameField: string;
  owned?: boolean;
  can: Rights;
  fields: FieldMeta[];
  validations?: ValidationMeta[];
  layout: { headline: string[]; sections: SectionMeta[]; related: RelatedMeta[] };
  views: ViewMeta[];
  actions: ActionMeta[];
}

export type MenuItem = { object: string } | { page: string; label: string; icon?: string };

export interface MenuGroup {
  label: string;
  icon?: string;
  items: MenuItem[];
}

interface MetaBody {
  version: string | number;
  objects: ObjectMeta[];
  menus: MenuGroup[];
}

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

export function definitionsFrom(body: MetaBody): Definitions {
  return new Definitions(String(body.version), body.objects, body.menus ?? []);
}

export const metaKey = ['meta'] as const;

let latest: { text: string; definitions: Definitions } | undefined;

/** The definitions; the very same ones as before as long as nothing in them changed, so that nothing is drawn again. */
async function readMeta(signal: AbortSignal): Promise<Definitions> {
  const { version, ...body } = await request<MetaBody>('/api/meta', { signal });
  const text = JSON.stringify(body);
  if (latest?.text !== text) latest = { text, definitions: definitionsFrom({ version, ...body }) };
  return latest.definitions;
}

export function useMetaQuery(language: string, enabled: boolean) {
  return useQuery({
    queryKey: [...metaKey, language],
    queryFn: ({ signal }) => readMeta(signal),
    structuralSharing: false,
    staleTime: 5 * 60_000,
    enabled,
  });
}
