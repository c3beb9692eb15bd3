import { takeAnswer } from './early.ts';
import type { Schemas } from './schemas.ts';

/** One field at fault, in the reader's language. */
export type ErrorDetail = Partial<Schemas['ErrorDetail']>;

/** A refusal by the server: a stable code, a sentence for the reader, one detail for every field at fault. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: readonly ErrorDetail[] = [],
    readonly retryAfter?: number,
    readonly body?: unknown,
  ) {
    super(message);
  }
}

let csrf = '';
let language = 'zh-CN';
let onSignedOut: () => void = () => {};

/** The token that unsafe requests carry; handed out by the session. */
export function carryCsrf(token: string): void {
  csrf = token;
}

/** The language in which the server answers. */
export function speak(next: string): void {
  language = next;
}

/** What happens when the server says that nobody is signed in any more. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Set on sign-in itself, where 401 is an answer and not the end of a session. */
  keep401?: boolean;
}

export async function request<T>(url: string, options: RequestOptions = {}): Promise<T> {
  const method = options.method ?? 'GET';
  const form = options.body instanceof FormData;
  let response: Response;
  try {
    response = await ((method === 'GET' && takeAnswer(url, language)) ||
      fetch(url, {
        method,
        signal: options.signal,
        credentials: 'same-origin',
        headers: {
          Accept: 'application/json',
          'Accept-Language': language,
          ...(options.body !== undefined && !form ? { 'Content-Type': 'application/json' } : {}),
          ...(method === 'GET' ? {} : { 'X-CSRF': csrf }),
          ...options.headers,
        },
        body: options.body === undefined ? undefined : form ? (options.body as FormData) : JSON.stringify(options.body),
      }));
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(0, 'offline', '');
  }
  const text = await response.text();
  const body = parse(text);
  if (response.ok) return body as T;
  if (response.status === 401 && !options.keep401) onSignedOut();
  throw refusalOf(response.status, response.headers.get('Retry-After'), body);
}

/** Sends a form and says how much of it has left; a failed connection is answered as every other request's. */
export function upload<T>(url: string, body: FormData, onProgress: (share: number) => void, signal?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', url);
    for (const [name, value] of [
      ['Accept', 'application/json'],
      ['Accept-Language', language],
      ['X-CSRF', csrf],
    ] as const)
      sending.setRequestHeader(name, value);
    sending.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    sending.onerror = () => reject(new ApiError(0, 'offline', ''));
    sending.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'));
    sending.onload = () => {
      const answer = parse(sending.responseText);
      if (sending.status >= 200 && sending.status < 300) return resolve(answer as T);
      if (sending.status === 401) onSignedOut();
      reject(refusalOf(sending.status, sending.getResponseHeader('Retry-After'), answer));
    };
    signal?.addEventListener('abort', () => sending.abort());
    sending.send(body);
  });
}

function parse(text: string): unknown {
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The refusal that an answer is. */
export function refusalOf(status: number, later: string | null, body: unknown): ApiError {
  const raw = (body as { error?: unknown } | undefined)?.error;
  const error =
    typeof raw === 'string' ? { code: raw } : ((raw ?? {}) as { code?: string; message?: string; details?: ErrorDetail[] });
  return new ApiError(
    status,
    error.code ?? `http_${status}`,
    'message' in error ? (error.message ?? '') : '',
    'details' in error ? (error.details ?? []) : [],
    Number(later) || undefined,
    body,
  );
}

/** Whether the answer was that one has no right to it: trying again would change nothing. */
export function isForbidden(error: unknown): boolean {
  return error instanceof ApiError && error.status === 403;
}
