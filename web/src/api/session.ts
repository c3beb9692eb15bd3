import { useQuery } from '@tanstack/react-query';
import { ApiError, carryCsrf, request } from './http.ts';
import type { Schemas } from './schemas.ts';

export type SessionUser = Schemas['SessionUser'];

export type Company = Schemas['Company'];

/** Who is there: a person, nobody yet (sign in), or nobody ever (set up). */
export type SessionState =
  | { kind: 'signedIn'; user: SessionUser; company: Company; duty?: SessionDuty; seenBy?: SeenBy }
  | { kind: 'signedOut' }
  | { kind: 'setUp' };

/** The administrator who sees the product as this person, and until when. */
export type SeenBy = Schemas['SeenBy'];

/** What must be done before anything else. */
export type SessionDuty = Schemas['SessionDuty'];

/** A session, or the answer that there is none. */
type SessionBody = Partial<Schemas['Session']>;

/** A company of which nothing is said. */
const plainCompany: Company = {
  name: '',
  currency: 'CNY',
  language: 'zh-CN',
  timezone: 'Asia/Shanghai',
  holidays: [],
  workedWeekends: [],
};

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

/** Whether somebody sees as another: then nothing is kept. */
let looksOn = false;

function stateOf(body: SessionBody): SessionState {
  looksOn = body.seenBy !== undefined;
  if (body.csrf) carryCsrf(body.csrf);
  if (body.setup) return { kind: 'setUp' };
  if (!body.user) return { kind: 'signedOut' };
  return {
    kind: 'signedIn',
    user: body.user,
    company: { ...plainCompany, ...body.company },
    duty: body.required,
    seenBy: body.seenBy,
  };
}

export type Credentials = Schemas['Credentials'];

export async function signIn(credentials: Credentials): Promise<SessionState> {
  return stateOf(await request<SessionBody>('/api/session', { method: 'POST', body: credentials, keep401: true }));
}

export async function signOut(): Promise<void> {
  await request('/api/session', { method: 'DELETE', keep401: true });
}

/** Sees the product as somebody else from now on, in every tab of this browser, and changes nothing. */
export async function seeAs(user: string): Promise<void> {
  await request('/api/session/view', { method: 'POST', body: { user } });
}

/** Sees it as oneself again. */
export async function seeAsOneself(): Promise<void> {
  await request('/api/session/view', { method: 'DELETE' });
}

/** The language one reads, kept with the person: the next browser speaks it too. */
export async function keepLanguage(language: 'zh-CN' | 'en'): Promise<void> {
  if (looksOn) return;
  await request('/api/session', { method: 'PATCH', body: { language } });
}

export type SetUp = Schemas['SetUp'];

export async function setUp(answers: SetUp): Promise<SessionState> {
  return stateOf(await request<SessionBody>('/api/setup', { method: 'POST', body: answers, keep401: true }));
}

/** One's own password; every other session of the person ends. */
export async function changePassword(current: string, password: string): Promise<void> {
  await request('/api/password', { method: 'POST', body: { current, password } });
}

/** What an authenticator app needs: the secret to type, or the same as a picture. */
export type SecondFactorOffer = Schemas['SecondFactorOffer'];

export function beginSecondFactor(): Promise<SecondFactorOffer> {
  return request<SecondFactorOffer>('/api/second-factor', { method: 'POST', body: {} });
}

/** Proves that the app works; the recovery codes are answered this once. */
export async function confirmSecondFactor(otp: string): Promise<string[]> {
  const answer = await request<Schemas['RecoveryCodes']>('/api/second-factor/confirm', { method: 'POST', body: { otp } });
  return answer.recovery_codes;
}
