import { type BatchRequest, sendBatch } from '../../api/batch.ts';
import { chunks } from '../../api/chunks.ts';
import type { ApiError } from '../../api/http.ts';
import { listRecords, nextPage, type RecordData } from '../../api/records.ts';

/** The records that are meant: those that were ticked, or everything a list's filter admits. */
export interface BulkTarget {
  records: readonly RecordData[];
  matching?: { filter: string; search: string; count: number };
}

export interface BulkResult {
  done: RecordData[];
  refused: { record: RecordData; error: ApiError }[];
  /** Somebody stopped it before the end. */
  stopped: boolean;
}

const idsInOneAddress = 100;
const readAtOnce = 1000;
const writtenAtOnce = 100;

export function countOf(target: BulkTarget): number {
  return target.matching?.count ?? target.records.length;
}

/** The meant records with the fields that are asked for, as they stand now. */
export async function collect(
  object: string,
  target: BulkTarget,
  select: readonly string[],
  onProgress: (read: number) => void,
  signal?: AbortSignal,
): Promise<RecordData[]> {
  const found: RecordData[] = [];
  const add = (rows: readonly RecordData[]) => {
    found.push(...rows);
    onProgress(found.length);
  };
  if (target.matching) {
    const { filter, search } = target.matching;
    let page = await listRecords(object, { filter, search, select, pageSize: readAtOnce }, signal);
    add(page.value);
    for (let next = page['@odata.nextLink']; next; next = page['@odata.nextLink']) {
      page = await nextPage(next, signal);
      add(page.value);
    }
    return found;
  }
  for (const part of chunks(target.records, idsInOneAddress)) {
    const filter = `id in (${part.map((record) => record.id).join(',')})`;
    add((await listRecords(object, { filter, select, top: part.length }, signal)).value);
  }
  return found;
}

/** Does the same to many records, a hundred in each request, and says how far it is; stops after the request that is under way. */
export async function runInBatches(
  records: readonly RecordData[],
  toRequest: (record: RecordData) => BatchRequest,
  onProgress: (done: number) => void,
  signal?: AbortSignal,
): Promise<BulkResult> {
  const result: BulkResult = { done: [], refused: [], stopped: false };
  for (const part of chunks(records, writtenAtOnce)) {
    if (signal?.aborted) return { ...result, stopped: true };
    const answers = await sendBatch(part.map(toRequest));
    part.forEach((record, index) => {
      const error = answers[index];
      if (error) result.refused.push({ record, error });
      else result.done.push(record);
    });
    onProgress(result.done.length + result.refused.length);
  }
  return result;
}
