import { request } from './http.ts';
import { listRecords, type RecordData } from './records.ts';

/** A browser in which somebody is signed in. */
export interface OpenSession {
  id: string;
  user: string;
  user_name: string;
  created_at: string;
  last_seen_at: string;
  address: string | null;
  agent: string | null;
  is_current: boolean;
}

export const sessionListKeys = { own: ['sessions', 'own'] as const, all: ['sessions', 'all'] as const };

export async function readSessions(all: boolean, signal?: AbortSignal): Promise<OpenSession[]> {
  return (await request<{ value: OpenSession[] }>(`/api/sessions${all ? '?all=true' : ''}`, { signal })).value;
}

export function endSession(id: string): Promise<void> {
  return request<void>(`/api/sessions/${id}`, { method: 'DELETE' });
}

export type SignInOutcome =
  | 'signed_in'
  | 'unknown_login'
  | 'wrong_password'
  | 'inactive'
  | 'code_asked'
  | 'wrong_code'
  | 'locked';

export interface SignInEntry {
  id: string;
  at: string;
  login: string;
  user: string | null;
  address: string | null;
  agent: string | null;
  outcome: SignInOutcome;
  second_factor: boolean | null;
}

export const signInLogKey = ['signInLog'] as const;

export async function readSignInLog(signal?: AbortSignal): Promise<SignInEntry[]> {
  return (await request<{ value: SignInEntry[] }>('/api/sign-in-log?all=true&top=300', { signal })).value;
}

export interface SecondFactorState {
  enabled: boolean;
  required: boolean;
  recovery_codes_left: number;
}

export const secondFactorKey = ['secondFactor'] as const;

export function readSecondFactor(signal?: AbortSignal): Promise<SecondFactorState> {
  return request<SecondFactorState>('/api/second-factor', { signal });
}

export function removeSecondFactor(password: string): Promise<void> {
  return request<void>('/api/second-factor', { method: 'DELETE', body: { password } });
}

export interface ApiKeyValues {
  name: string;
  role: string;
  scopes?: string[];
  expires_at?: string;
}

export interface IssuedKey {
  id: string;
  prefix: string;
  secret: string;
}

export const apiKeyKeys = { all: ['apiKeys'] as const };

export async function readApiKeys(signal?: AbortSignal): Promise<RecordData[]> {
  return (await listRecords('api_key', { orderby: 'name', expand: 'role,owner', top: 500 }, signal)).value;
}

export function createApiKey(values: ApiKeyValues): Promise<IssuedKey> {
  return request<IssuedKey>('/api/api-keys', { method: 'POST', body: values });
}

export function reissueApiKey(id: string): Promise<IssuedKey> {
  return request<IssuedKey>(`/api/api-keys/${id}/issue`, { method: 'POST', body: {} });
}

export function revokeApiKey(id: string): Promise<void> {
  return request<void>(`/api/api-keys/${id}`, { method: 'DELETE' });
}
