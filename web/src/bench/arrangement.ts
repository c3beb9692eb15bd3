import type { BenchCard } from '../api/bench.ts';

/** The cards with one moved by so many places, as far as there is room. */
export function moveCard(cards: readonly BenchCard[], id: string, by: number): BenchCard[] {
  const from = cards.findIndex((card) => card.id === id);
  const card = cards[from];
  if (!card) return [...cards];
  const to = Math.min(cards.length - 1, Math.max(0, from + by));
  const rest = cards.filter((other) => other !== card);
  return [...rest.slice(0, to), card, ...rest.slice(to)];
}

/** The cards in the order of these ids. */
export function inOrder(cards: readonly BenchCard[], ids: readonly string[]): BenchCard[] {
  return ids.flatMap((id) => cards.find((card) => card.id === id) ?? []);
}

/** The cards with one of the other width. */
export function turnWidth(cards: readonly BenchCard[], id: string): BenchCard[] {
  return cards.map((card) => (card.id === id ? { ...card, width: card.width === 'full' ? 'half' : 'full' } : card));
}

/** A name that no other card has: the kind's own, or with the next number. */
export function freeId(cards: readonly BenchCard[], kind: string): string {
  const taken = new Set(cards.map((card) => card.id));
  if (!taken.has(kind)) return kind;
  let number = 2;
  while (taken.has(`${kind}_${number}`)) number++;
  return `${kind}_${number}`;
}
