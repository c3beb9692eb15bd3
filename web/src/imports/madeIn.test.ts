import { expect, test } from 'vitest';
import { madeIn } from './madeIn.ts';

test('A field whose unknown names all become records stays to be seen, and one that is asked for is not said twice', () => {
  const unmatched = [{ field: 'product', value: 'GTX', count: 2 }];
  expect(madeIn(['manager', 'product'], unmatched as never)).toEqual(['manager']);
  expect(madeIn([], [])).toEqual([]);
});
