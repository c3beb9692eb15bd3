import { expect, test } from 'vitest';
import type { Step } from '../../useSteps.ts';
import { itemsUpTo } from './ticks.ts';

const item = (name: string, required = false) => ({ name, label: { zh: name, en: name }, required });
const step = (id: string, checklist: Step['checklist'], pipeline = 'p'): Step => ({
  id,
  label: id,
  type: 'open',
  pipeline,
  checklist,
});

test('a step asks for its own items, and earlier ones of its pipeline for what they demand', () => {
  const first = step('first', [item('a', true), item('b')]);
  const other = step('other', [item('x', true)], 'q');
  const second = step('second', [item('a'), item('c')]);
  const steps = [first, other, second, step('third', [item('d', true)])];
  expect(itemsUpTo(second, steps).map((one) => one.name)).toEqual(['a', 'c']);
  expect(itemsUpTo(first, steps).map((one) => one.name)).toEqual(['a', 'b']);
});

test('a deal that is won or lost is no longer asked for what its stages demanded', () => {
  const first = step('first', [item('a', true)]);
  const won: Step = { ...step('won', []), type: 'won' };
  expect(itemsUpTo(won, [first, won])).toEqual([]);
});
