import { expect, test } from 'vitest';
import { countComing } from './Settling.tsx';

test('what stands below is shown when nothing above is coming, and not while one thing takes the place of another', async () => {
  let settled = 0;
  const { watch, check } = countComing(() => settled++);
  watch(1);
  check();
  await Promise.resolve();
  expect(settled).toBe(0);
  watch(-1);
  watch(1);
  await Promise.resolve();
  expect(settled).toBe(0);
  watch(-1);
  await Promise.resolve();
  expect(settled).toBe(1);
});

test('where nothing was coming, it is settled at once', () => {
  let settled = 0;
  countComing(() => settled++).check();
  expect(settled).toBe(1);
});
