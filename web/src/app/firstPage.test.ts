import { expect, it } from 'vitest';
import { findCircle } from '../../firstPage.ts';

it('files of the build that need each other are found, however far round', () => {
  expect(findCircle({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] })).toBeUndefined();
  expect(findCircle({ start: ['a'], a: ['b'], b: ['c'], c: ['a'] })).toEqual(['a', 'b', 'c', 'a']);
  expect(findCircle({ a: ['a'] })).toEqual(['a', 'a']);
});
