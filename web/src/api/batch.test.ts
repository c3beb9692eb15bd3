import { afterEach, expect, it, vi } from 'vitest';
import { sendBatch } from './batch.ts';

afterEach(() => vi.unstubAllGlobals());

it('says of each record which version was seen, where one was', async () => {
  let sent: { requests: Record<string, unknown>[] } = { requests: [] };
  vi.stubGlobal('fetch', async (_: string, options: { body: string }) => {
    sent = JSON.parse(options.body) as typeof sent;
    return new Response(
      JSON.stringify({
        responses: [
          { id: '0', status: 412 },
          { id: '1', status: 204 },
        ],
      }),
    );
  });
  const answers = await sendBatch([
    { method: 'PATCH', url: '/lead/a', body: { name: 'A' }, version: 3 },
    { method: 'PATCH', url: '/lead/b', body: { name: 'B' } },
  ]);
  expect(sent.requests).toEqual([
    { id: '0', method: 'PATCH', url: '/lead/a', body: { name: 'A' }, headers: { Prefer: 'return=minimal', 'If-Match': '"3"' } },
    { id: '1', method: 'PATCH', url: '/lead/b', body: { name: 'B' }, headers: { Prefer: 'return=minimal' } },
  ]);
  expect(answers[0]?.status).toBe(412);
  expect(answers[1]).toBeNull();
});
