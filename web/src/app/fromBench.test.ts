import { expect, test } from 'vitest';
import { fromBench, isFromBench } from './fromBench.ts';

test('only what was opened from the work bench shows the way back there', () => {
  expect(isFromBench(fromBench)).toBe(true);
  expect([null, undefined, 'bench', {}, { from: 'list' }].some(isFromBench)).toBe(false);
});
