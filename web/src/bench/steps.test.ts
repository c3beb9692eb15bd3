import { expect, test } from 'vitest';
import { stepsOf } from './steps.ts';

test('the steps of an empty company are ticked by what is there', () => {
  const done = (begun: Parameters<typeof stepsOf>[0]) => stepsOf(begun).flatMap((step) => (step.done ? [step.name] : []));
  expect(done({ company: '我的公司', people: 1, deals: 0 })).toEqual([]);
  expect(done({ company: '智行自动化', people: 3, deals: 1 })).toEqual(['company', 'people', 'deals']);
});
