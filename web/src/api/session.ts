import { useQuery } from '@tanstack/react-query';
import { ApiError, carryCsrf, request } from './http.ts';

export interface SessionUser {
  id: string;
  login: string;
  name: string;
  avatar?: string | null;
  department?: string | null;
  language?: string | null;
  timezone?: string | null;
}

export interface Company {
  name: string;
  currency: string;
  language: string;
}

/** Who is there: a person, nobody yet (sign in), or nobody ever (set up). */
export type SessionState = { kind: 'signedIn'; user: SessionUser; company: Company } | { kind: 'signedOut' } | { kind: 'setUp' };

interface SessionBody {
  user?: SessionUser;
  csrf?: string;
  setup?: boolean;
  company?: Company;
}

export const sessionKey = ['session'] as const;

export function useSession() {
  return useQuery({ queryKey: sessionKey, queryFn: readSession, staleTime: Number.POSITIVE_INFINITY, retry: 1 });
}

async function readSession(): Promise<SessionState> {
  try {
    return stateOf(await request<SessionBody>('/api/session', { keep401: true }));
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return stateOf((error.body ?? {}) as SessionBody);
    throw error;
  }
}

function stateOf(body: SessionBody): SessionState {
  if (body.csrf) carryCsrf(body.csrf);
  if (body.setup) return { kind: 'setUp' };
  if (!body.user) return { kind: 'signedOut' };
  return { kind: 'signedIn', user: body.user, company: body.company ?? { name: '', currency: 'CNY', language: 'zh-CN' } };
}

export interface Credentials {
  login: string;
  password: string;
  otp?: string;
}

export async function signIn(credentials: Credentials): Promise<SessionState> {
  return stateOf(await request<SessionBody>('/api/session', { method: 'POST', body: credentials, keep401: true }));
}

export async function signOut(): Promise<void> {
  await request('/api/session', { method: 'DELETE', keep401: true });
}

export interface SetUp {
  token: string;
  login: string;
  password: string;
  name: string;
  company: string;
}

export async function setUp(answers: SetUp): Promise<SessionState> {
  return stateOf(await request<SessionBody>('/api/setup', { method: 'POST', body: answers, keep401: true }));
}
