import { beforeEach, expect, it, vi } from 'vitest';
import type { BatchRequest } from '../../api/batch.ts';
import { collect, runInBatches } from './bulk.ts';

const records = Array.from({ length: 250 }, (_, index) => ({ id: `r${index}` }));
const asPatch = (record: { id: string }): BatchRequest => ({ method: 'PATCH', url: `/deal/${record.id}`, body: { a: 1 } });
let asked: { url: string; requests?: { id: string; url: string }[] }[];

beforeEach(() => {
  asked = [];
  vi.stubGlobal('window', { location: { origin: 'http://localhost' } });
  vi.stubGlobal('fetch', async (url: string, options: { body?: string }) => {
    const requests = options.body
      ? (JSON.parse(options.body) as { requests: { id: string; url: string }[] }).requests
      : undefined;
    asked.push({ url, requests });
    if (!requests) {
      const page = {
        value: [{ id: `p${asked.length}` }],
        ...(asked.length < 3 ? { '@odata.nextLink': `/next${asked.length}` } : {}),
      };
      return new Response(JSON.stringify(page));
    }
    const responses = requests.map(({ id, url: one }) =>
      one === '/deal/r7'
        ? { id, status: 403, body: { error: { code: 'forbidden', message: 'Not yours.' } } }
        : { id, status: 204 },
    );
    return new Response(JSON.stringify({ responses: responses.reverse() }));
  });
});

it('goes in parts, says how far it is, and one refusal stops no other', async () => {
  const seen: number[] = [];
  const result = await runInBatches(records, asPatch, (done) => seen.push(done));
  expect(asked.map((one) => one.requests?.length)).toEqual([100, 100, 50]);
  expect(seen).toEqual([100, 200, 250]);
  expect(result.done).toHaveLength(249);
  expect(result.refused.map(({ record, error }) => [record.id, error.message])).toEqual([['r7', 'Not yours.']]);
  expect(result.stopped).toBe(false);
});

it('stops between two parts', async () => {
  const stop = new AbortController();
  const result = await runInBatches(records, asPatch, () => stop.abort(), stop.signal);
  expect(result).toMatchObject({ stopped: true });
  expect(result.done).toHaveLength(99);
});

it('reads everything that a filter admits, page after page', async () => {
  const target = { records: [], matching: { filter: "status eq 'open'", search: '', count: 3 } };
  const found = await collect('deal', target, ['id'], () => {});
  expect(found.map((record) => record.id)).toEqual(['p1', 'p2', 'p3']);
  expect(asked[0]?.url).toContain("$filter=status%20eq%20'open'");
});
