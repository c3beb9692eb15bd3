import { expect, test } from 'vitest';
import type { Step } from '../useSteps.ts';
import { stateOfStep, stoodIn } from './stepState.ts';

const step = (id: string, type: Step['type'] = 'open'): Step => ({ id, label: id, type });
const steps = [step('lead'), step('visit'), step('offer'), step('won', 'won')];
const states = (at: number, been?: string[]) =>
  steps.map((_, index) => stateOfStep(steps, index, steps[at], at, been && new Set(been)));

test('a won deal passed only the stages it was in and skipped the others', () => {
  expect(states(3, ['lead', 'won'])).toEqual(['past', 'skipped', 'skipped', 'current']);
});

test('a deal that goes on skipped the stages it never stood in', () => {
  expect(states(2, ['lead', 'offer'])).toEqual(['past', 'skipped', 'current', 'ahead']);
});

test('a lost deal says of no stage that it was passed', () => {
  const lost = step('lost', 'lost');
  expect(stateOfStep(steps, 0, lost, 4, new Set(['lead', 'lost']))).toBe('ahead');
});

test('a deal that began in the middle of the way skipped nothing before', () => {
  expect(states(3, ['offer', 'won'])).toEqual(['before', 'before', 'past', 'current']);
  expect(states(2, ['offer'])).toEqual(['before', 'before', 'current', 'ahead']);
});

test('a deal that began at one of its ends skipped nothing on the way there', () => {
  const [won, open] = [steps[3], steps.slice(0, 3)];
  const way = open.map((_, index) => stateOfStep(open, index, won, 3, new Set(['won'])));
  expect(way).toEqual(['before', 'before', 'before']);
});

test('a history that began later than the record says of no step that it was taken', () => {
  expect(states(2, [])).toEqual(['before', 'before', 'current', 'ahead']);
  expect(states(2, ['visit'])).toEqual(['before', 'past', 'current', 'ahead']);
});

test('nothing is taken back while the history is on its way', () => {
  expect(states(2)).toEqual(['past', 'past', 'current', 'ahead']);
});

test('the log of a record tells where it stood by what its status was and became', () => {
  const change = (field: string, from: unknown, to: unknown) => ({ changes: [{ field, from, to }] });
  const history = [change('status', 'draft', 'performing'), change('name', 'performing', 'x'), change('status', null, 'draft')];
  expect([...stoodIn(history, 'status')].sort()).toEqual(['draft', 'performing']);
});
