export interface BatchResult {
  done: number;
  failures: { index: number; error: unknown }[];
}

/** Runs work on many records, a few at a time, and says how far it is. Stops taking new ones when aborted. */
export async function inParallel<T>(
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
  onProgress: (done: number) => void,
  signal?: AbortSignal,
  width = 6,
): Promise<BatchResult> {
  const result: BatchResult = { done: 0, failures: [] };
  let next = 0;
  const worker = async () => {
    while (next < items.length && !signal?.aborted) {
      const index = next++;
      try {
        await work(items[index] as T);
        result.done++;
      } catch (error) {
        result.failures.push({ index, error });
      }
      onProgress(result.done + result.failures.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return result;
}
