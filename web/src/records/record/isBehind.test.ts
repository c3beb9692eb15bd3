import { expect, test } from 'vitest';
import type { Step } from '../useSteps.ts';
import { isBehind } from './isBehind.ts';

const step = (id: string, type: Step['type'] = 'open'): Step => ({ id, label: id, type });
const steps = [step('lead'), step('offer'), step('won', 'won')];
const behind = (at: number, been?: ReadonlySet<string>) =>
  steps.filter((s, index) => isBehind(s, index, steps[at], at, been)).map((s) => s.id);

test('a won deal has behind it only the stages it was in', () => {
  expect(behind(2, new Set(['lead', 'won']))).toEqual(['lead', 'won']);
});

test('an open deal has behind it every stage before its own', () => {
  expect(behind(1, new Set())).toEqual(['lead']);
});

test('where no history is kept, everything before the end lies behind', () => {
  expect(behind(2, undefined)).toEqual(['lead', 'offer', 'won']);
});
