import { expect, it } from 'vitest';
import { notSpread } from './notSpread.ts';

const person = (key: string, target: number | null) => ({ key, parent: 'team', target, target_is_sum: false });
const team = (target: number | null, isSum = false) => ({ key: 'team', parent: null, target, target_is_sum: isSum });

it('says by how much a target set by itself differs from those below it', () => {
  const people = [person('a', 40), person('b', 50), person('c', null)];
  expect(notSpread(team(100), people)).toBe(10);
  expect(notSpread(team(80), people)).toBe(-10);
  expect(notSpread(team(90), people)).toBeUndefined();
  expect(notSpread(team(90, true), people)).toBeUndefined();
  expect(notSpread(team(100), [person('c', null)])).toBeUndefined();
});
