import { expect, it } from 'vitest';
import { inParallel } from './inParallel.ts';

it('does all, keeps what failed by its place, and never more at once than asked', async () => {
  let running = 0;
  let most = 0;
  const steps: number[] = [];
  const result = await inParallel(
    [1, 2, 3, 4, 5, 6, 7],
    async (n) => {
      running++;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running--;
      if (n === 3) throw new Error('no');
    },
    (done) => steps.push(done),
    undefined,
    2,
  );
  expect(result.done).toBe(6);
  expect(result.failures.map((f) => f.index)).toEqual([2]);
  expect(most).toBe(2);
  expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

it('begins nothing new once it is stopped', async () => {
  const stop = new AbortController();
  const result = await inParallel(
    [1, 2, 3],
    async () => stop.abort(),
    () => {},
    stop.signal,
    1,
  );
  expect(result.done).toBe(1);
});
