import { expect, test } from 'vitest';
import type { BenchCard } from '../api/bench.ts';
import { freeId, inOrder, moveCard, turnWidth } from './arrangement.ts';

const card = (id: string): BenchCard => ({ id, kind: id, width: 'half' });
const cards = [card('a'), card('b'), card('c')];
const ids = (list: readonly BenchCard[]) => list.map((c) => c.id).join('');

test('a card moves as far as there is room, and the others keep their order', () => {
  expect(ids(moveCard(cards, 'a', 1))).toBe('bac');
  expect(ids(moveCard(cards, 'c', -9))).toBe('cab');
  expect(ids(moveCard(cards, 'b', 9))).toBe('acb');
  expect(ids(moveCard(cards, 'x', 1))).toBe('abc');
});

test('a card that is gone meanwhile is not brought back by an order that still names it', () => {
  expect(ids(inOrder(cards, ['c', 'gone', 'a', 'b']))).toBe('cab');
});

test('a width turns for one card only', () => {
  expect(turnWidth(cards, 'b').map((c) => c.width)).toEqual(['half', 'full', 'half']);
});

test('two cards of one kind have names of their own', () => {
  expect(freeId(cards, 'd')).toBe('d');
  expect(freeId([...cards, card('a_2')], 'a')).toBe('a_3');
});
