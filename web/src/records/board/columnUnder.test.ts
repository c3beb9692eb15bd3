import { describe, expect, it } from 'vitest';
import { isOver, stepAt } from './columnUnder.ts';

const side = (left: number, right: number) => ({ left, right });

/** A row from 0 to 600 whose columns are 200 wide, scrolled so far. */
function rowOf(steps: string[], scrolled: number): HTMLElement {
  const columns = steps.map((column, index) => ({
    dataset: { column },
    getBoundingClientRect: () => side(index * 212 - scrolled, index * 212 + 200 - scrolled),
  }));
  return { getBoundingClientRect: () => side(0, 600), querySelectorAll: () => columns } as unknown as HTMLElement;
}

describe('the column under the pointer', () => {
  it('is the one that lies there now, after the row scrolled', () => {
    const steps = ['new', 'offer', 'close', 'won'];
    expect(stepAt(rowOf(steps, 0), { x: 450, y: 0 })).toBe('close');
    expect(stepAt(rowOf(steps, 212), { x: 450, y: 0 })).toBe('won');
  });

  it('is the nearer one between two', () => {
    expect(stepAt(rowOf(['new', 'offer'], 0), { x: 203, y: 0 })).toBe('new');
    expect(stepAt(rowOf(['new', 'offer'], 0), { x: 208, y: 0 })).toBe('offer');
  });

  it('is none beside the row, even where a column has scrolled to', () => {
    expect(isOver(-20, side(-100, 100), side(0, 600))).toBe(false);
    expect(isOver(20, side(-100, 100), side(0, 600))).toBe(true);
    expect(stepAt(rowOf(['new'], 0), { x: 590, y: 0 })).toBeUndefined();
  });
});
