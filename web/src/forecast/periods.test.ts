import { describe, expect, it } from 'vitest';
import { endOf, shift, startOf } from './periods.ts';

describe('periods', () => {
  it('begin on the first day of their month, quarter or year', () => {
    expect(startOf('month', '2026-03-18')).toBe('2026-03-01');
    expect(startOf('quarter', '2026-12-31')).toBe('2026-10-01');
    expect(startOf('quarter', '2026-03-31')).toBe('2026-01-01');
    expect(startOf('year', '2026-03-18')).toBe('2026-01-01');
  });

  it('follow one another', () => {
    expect(shift('quarter', '2026-10-01', 1)).toBe('2027-01-01');
    expect(shift('month', '2026-01-01', -1)).toBe('2025-12-01');
    expect(endOf('quarter', '2026-01-01')).toBe('2026-03-31');
    expect(endOf('month', '2028-02-01')).toBe('2028-02-29');
    expect(endOf('year', '2026-01-01')).toBe('2026-12-31');
  });
});
