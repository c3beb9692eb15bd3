import dayjs from 'dayjs';
import { describe, expect, it } from 'vitest';
import { claimableFilter, coolsUntil } from './coolsUntil.ts';

describe('the cool-down of a former owner', () => {
  const pool = { cooldown_days: 3 };
  // 01:30 of the 2nd in Shanghai, still the 1st in London.
  const record = { former_owner: { id: 'ana', name: 'Ana' }, pooled_at: '2026-11-01T17:30:00Z' };
  const on = (moment: string, user = 'ana') => coolsUntil(pool, record, user, 'Asia/Shanghai', dayjs(moment));

  it('lasts for days of the company, from the day it fell', () => {
    expect(on('2026-11-02T00:00:00Z')).toBe('2026-11-05');
    expect(on('2026-11-04T15:59:00Z')).toBe('2026-11-05');
    expect(on('2026-11-04T16:01:00Z')).toBeUndefined();
  });

  it('binds nobody else, and nobody where there is none', () => {
    expect(on('2026-11-02T00:00:00Z', 'ben')).toBeUndefined();
    expect(coolsUntil({ cooldown_days: null }, record, 'ana', 'Asia/Shanghai', dayjs('2026-11-02'))).toBeUndefined();
  });
});

describe('what may be claimed now', () => {
  it('begins where the cool-down of a former owner ends', () => {
    const filter = claimableFilter({ cooldown_days: 3 }, 'ana', 'Asia/Shanghai', dayjs('2026-11-04T15:59:00Z'));
    expect(filter).toContain('former_owner ne ana');
    // What fell on the 2nd in Shanghai cools until the 5th: on the 4th only what fell before the 2nd may be claimed.
    expect(filter).toContain('pooled_at lt 2026-11-01T16:00:00.000Z');
  });

  it('is everything where nothing cools', () => {
    expect(claimableFilter({ cooldown_days: null }, 'ana', 'Asia/Shanghai')).toBeUndefined();
  });
});
