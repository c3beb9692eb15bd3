import { currentLanguage } from '../i18n/text.ts';
import { request } from './http.ts';
import { createRecord, deleteRecord, listRecords, patchRecord, type RecordData } from './records.ts';

export const scopes = ['none', 'own', 'subordinates', 'department', 'department_tree', 'all'] as const;
export type Scope = (typeof scopes)[number];

export type FieldRight = 'none' | 'mask' | 'read' | 'edit';

/** What a role allows on one object: scopes by name or as a formula that begins with `=`. */
export interface Grant {
  create?: boolean;
  /** Kinds of records that may be made; absent where all may. */
  types?: string[];
  read?: string;
  edit?: string;
  delete?: string;
  import?: boolean;
  export?: boolean;
  mass_edit?: boolean;
  transfer?: boolean;
  approve?: boolean;
  purge?: boolean;
  fields?: Record<string, FieldRight>;
}

export type Grants = Record<string, Grant>;

export interface Role {
  id: string;
  version: number | undefined;
  name: string;
  label: string;
  labelZh: string;
  labelEn: string;
  description: string;
  grants: Grants;
}

export const roleKeys = { all: ['roles'] as const };

export async function readRoles(signal?: AbortSignal): Promise<Role[]> {
  const page = await listRecords('role', { orderby: 'name', top: 500 }, signal);
  return page.value.map(roleOf);
}

function roleOf(record: RecordData): Role {
  const [zh, en] = [String(record.label_zh ?? ''), String(record.label_en ?? '')];
  return {
    id: record.id,
    version: record.version,
    name: String(record.name),
    label: (currentLanguage() === 'en' ? en : zh) || zh,
    labelZh: zh,
    labelEn: en,
    description: String(record.description ?? ''),
    grants: (record.grants as Grants | null) ?? {},
  };
}

export async function saveRole(role: Role): Promise<void> {
  const values = {
    label_zh: role.labelZh,
    label_en: role.labelEn || null,
    description: role.description || null,
    grants: role.grants,
  };
  if (role.id) await patchRecord('role', role.id, values, role.version);
  else await createRecord('role', { ...values, name: role.name }, crypto.randomUUID());
}

export function removeRole(id: string): Promise<void> {
  return deleteRecord('role', id);
}

/** Lets roles work with a new object: with their own records, or with all where records have no owner. */
export async function grantRoles(
  roles: readonly Role[],
  chosen: readonly string[],
  object: string,
  owned: boolean,
): Promise<void> {
  const scope = owned ? 'own' : 'all';
  for (const role of roles.filter((r) => chosen.includes(r.id))) {
    const grant: Grant = { create: true, read: scope, edit: scope, delete: scope };
    await saveRole({ ...role, grants: { ...role.grants, [object]: grant } });
  }
}

export interface ReachOfRole {
  scope: string;
  includes: boolean;
}

/** The server's answer to why somebody can or cannot see or change a record. */
export interface AccessAnswer {
  user: { id: string; name: string; active: boolean };
  deleted: boolean;
  owner: { id: string; name: string } | null;
  see: boolean;
  edit: boolean;
  delete: boolean;
  team: string | null;
  roles: { name: string; label: string; read: ReachOfRole; edit: ReachOfRole; delete: ReachOfRole }[];
  fields: { name: string; right: FieldRight; roles: string[] }[];
}

export function explainAccess(object: string, id: string, user: string, signal?: AbortSignal): Promise<AccessAnswer> {
  return request<AccessAnswer>(`/api/v1/${object}/${id}/$access?user=${user}`, { signal });
}
