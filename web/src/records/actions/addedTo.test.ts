import { expect, it } from 'vitest';
import { addedTo } from './addedTo.ts';

it('adds what is not there yet, words and links alike', () => {
  expect(addedTo(['a'], ['a', 'b'])).toEqual(['a', 'b']);
  expect(addedTo(null, ['a'])).toEqual(['a']);
  expect(addedTo([{ id: '1', name: 'A' }], [{ id: '1', name: 'renamed' }, { id: '2' }])).toEqual([
    { id: '1', name: 'A' },
    { id: '2' },
  ]);
  expect(addedTo(null, null)).toBeNull();
});
