import { expect, it } from 'vitest';
import { bySequence } from './bySequence.ts';

it('of one moment the later comes first, and before all what has no number yet', () => {
  const at = '2026-11-28T09:19:43.556Z';
  const changes = [
    { seq: 19822, at },
    { seq: 19823, at },
    { seq: 19821, at: '2026-11-28T09:19:43.553Z' },
    { at: '2026-11-28T09:20:00.000Z' },
    { at: '2026-11-28T09:20:01.000Z' },
  ];
  expect(bySequence(changes).map((c) => c.seq ?? c.at.slice(17, 19))).toEqual(['01', '00', 19823, 19822, 19821]);
});
