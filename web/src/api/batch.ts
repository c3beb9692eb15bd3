import { type ApiError, refusalOf, request } from './http.ts';

/** One request of a batch; each stands alone, so that one refusal stops no other. */
export interface BatchRequest {
  method: 'PATCH' | 'DELETE' | 'POST';
  /** Below /api/v1, such as `/lead/0198…`. */
  url: string;
  body?: unknown;
  /** The version that was seen: a field that somebody else changed since is refused. */
  version?: number;
}

interface BatchBody {
  responses: { id: string; status: number; body?: unknown }[];
}

/** Sends many requests as one and answers, in their order, what refused each of them; null where nothing did. */
export async function sendBatch(requests: readonly BatchRequest[], signal?: AbortSignal): Promise<(ApiError | null)[]> {
  const { responses } = await request<BatchBody>('/api/v1/$batch', {
    method: 'POST',
    body: {
      requests: requests.map(({ version, ...one }, index) => ({
        id: String(index),
        headers: { Prefer: 'return=minimal', ...(version === undefined ? {} : { 'If-Match': `"${version}"` }) },
        ...one,
      })),
    },
    signal,
  });
  const byId = new Map(responses.map((answer) => [answer.id, answer]));
  return requests.map((_, index) => {
    const answer = byId.get(String(index));
    return answer && answer.status < 400 ? null : refusalOf(answer?.status ?? 0, null, answer?.body);
  });
}
