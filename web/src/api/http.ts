/** One field at fault, in the reader's language. */
export interface ErrorDetail {
  code?: string;
  target?: string;
  message?: string;
  mine?: unknown;
  theirs?: unknown;
  original?: unknown;
}

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
    response = await fetch(url, {
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
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(0, 'offline', '');
  }
  const text = await response.text();
  const body = parse(text);
  if (response.ok) return body as T;
  if (response.status === 401 && !options.keep401) onSignedOut();
  throw refusal(response, body);
}

function parse(text: string): unknown {
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(response: Response, body: unknown): ApiError {
  const raw = (body as { error?: unknown } | undefined)?.error;
  const error =
    typeof raw === 'string' ? { code: raw } : ((raw ?? {}) as { code?: string; message?: string; details?: ErrorDetail[] });
  const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
  return new ApiError(
    response.status,
    error.code ?? `http_${response.status}`,
    'message' in error ? (error.message ?? '') : '',
    'details' in error ? (error.details ?? []) : [],
    retryAfter,
    body,
  );
}
