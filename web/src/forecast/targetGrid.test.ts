import { expect, it, vi } from 'vitest';
import type { RecordData } from '../api/records.ts';

const quiet = { matches: false, addEventListener() {}, removeEventListener() {} };
vi.stubGlobal('window', { matchMedia: () => quiet });
vi.stubGlobal('localStorage', { getItem: () => null, setItem() {} });

const rows = [
  { key: 'company', kind: 'company', id: null, parent: null },
  { key: 'department d', kind: 'department', id: 'd', parent: 'company' },
  { key: 'person a', kind: 'person', id: 'a', parent: 'department d' },
  { key: 'person b', kind: 'person', id: 'b', parent: 'department d' },
] as const;
const target = (level: string, whose: Record<string, unknown>, month: string, amount: number) =>
  ({ id: month, level, month: `2026-${month}-01`, amount, ...whose }) as RecordData;

it('each target stands in the line and month it is for, and a line without one has the sum of those below', async () => {
  const { amountIn, linesOf, sumBelow } = await import('./targetGrid.ts');
  const targets = [
    // A department's target has an owner too: it is not that person's.
    target('department', { department: 'd', owner: 'a' }, '02', 500),
    target('person', { owner: 'a', department: 'd' }, '01', 100),
    target('person', { owner: { id: 'b', name: 'B' } }, '01', 50),
  ];
  const lines = linesOf([...rows], targets);
  expect(amountIn(lines.get('department d')?.get(1))).toBe(500);
  expect(lines.get('person a')?.size).toBe(1);
  expect(amountIn(lines.get('person b')?.get(0))).toBe(50);
  expect(sumBelow(rows[1], [...rows], lines, 0)).toBe(150);
  expect(sumBelow(rows[0], [...rows], lines, 1)).toBe(500);
  expect(sumBelow(rows[0], [...rows], lines, 5)).toBeNull();
});

it('a line says how much its own targets differ from those below, in the months in which both are set', async () => {
  const { linesOf, restOf } = await import('./targetGrid.ts');
  const lines = linesOf(
    [...rows],
    [target('department', { department: 'd' }, '01', 100), target('department', { department: 'd' }, '03', 70)],
  );
  const below = [120, 50, null];
  expect(restOf(lines.get('department d'), below)).toBe(-20);
  expect(restOf(lines.get('person a'), below)).toBe(0);
  expect(restOf(undefined, below)).toBe(0);
});

it('a new target is for the line it was typed in', async () => {
  const { newTarget } = await import('./targetGrid.ts');
  expect(newTarget(rows[2], 2026, 2, 'won', 9)).toEqual({
    level: 'person',
    owner: 'a',
    month: '2026-03-01',
    measure: 'won',
    amount: 9,
  });
  expect(newTarget(rows[0], 2026, 11, 'won', 9)).not.toHaveProperty('owner');
});
