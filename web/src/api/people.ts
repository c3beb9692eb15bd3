import { request } from './http.ts';
import { createRecord, listRecords, patchRecord, type RecordData } from './records.ts';
import { endSession, type OpenSession } from './security.ts';

export interface Person {
  id: string;
  version: number | undefined;
  login: string;
  name: string;
  email: string | null;
  mobile: string | null;
  title: string | null;
  department: string | null;
  manager: string | null;
  roles: string[];
  active: boolean;
}

export type PersonValues = Omit<Person, 'id' | 'version'>;

export interface Department {
  id: string;
  version: number | undefined;
  name: string;
  parent: string | null;
  head: string | null;
  position: number;
}

export const peopleKeys = { people: ['people'] as const, departments: ['departments'] as const };

export async function readPeople(signal?: AbortSignal): Promise<Person[]> {
  const page = await listRecords('user', { orderby: 'name', top: 1000 }, signal);
  return page.value.map(personOf);
}

function personOf(record: RecordData): Person {
  const text = (field: string) => (record[field] === null || record[field] === undefined ? null : String(record[field]));
  return {
    id: record.id,
    version: record.version,
    login: String(record.login),
    name: String(record.name),
    email: text('email'),
    mobile: text('mobile'),
    title: text('title'),
    department: text('department'),
    manager: text('manager'),
    roles: (record.roles as string[] | null) ?? [],
    active: record.active !== false,
  };
}

export async function readDepartments(signal?: AbortSignal): Promise<Department[]> {
  const page = await listRecords('department', { orderby: 'position,name', top: 1000 }, signal);
  return page.value.map((record) => ({
    id: record.id,
    version: record.version,
    name: String(record.name),
    parent: (record.parent as string | null) ?? null,
    head: (record.head as string | null) ?? null,
    position: Number(record.position ?? 0),
  }));
}

export async function createPerson(values: Partial<PersonValues>): Promise<string> {
  return (await createRecord('user', values, crypto.randomUUID())).id;
}

export function changePerson(person: Person, values: Partial<PersonValues>): Promise<RecordData> {
  return patchRecord('user', person.id, values, person.version);
}

/** A new password, made up by the server and shown this once; it must be changed at the next sign-in. */
export async function givePassword(id: string): Promise<string> {
  return (await request<{ password: string }>(`/api/users/${id}/password`, { method: 'POST', body: {} })).password;
}

export function resetSecondFactor(id: string): Promise<void> {
  return request<void>(`/api/users/${id}/second-factor`, { method: 'DELETE' });
}

/** Signs somebody out everywhere; answers how many browsers that were. */
export async function endSessionsOf(id: string): Promise<number> {
  const open = (await request<{ value: OpenSession[] }>(`/api/sessions?user=${id}`)).value;
  for (const session of open) await endSession(session.id);
  return open.length;
}

export function createDepartment(values: Partial<Department>): Promise<RecordData> {
  return createRecord('department', values, crypto.randomUUID());
}

export function changeDepartment(department: Department, values: Partial<Department>): Promise<RecordData> {
  return patchRecord('department', department.id, values, department.version);
}
