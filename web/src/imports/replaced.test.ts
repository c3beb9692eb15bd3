import { beforeAll, describe, expect, it, vi } from 'vitest';

let replaced: typeof import('./Replaced.tsx');

beforeAll(async () => {
  const quiet = { matches: false, addEventListener() {}, removeEventListener() {} };
  vi.stubGlobal('window', { matchMedia: () => quiet });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem() {} });
  replaced = await import('./Replaced.tsx');
});

describe('what is replaced in all rows', () => {
  const values = { level: { A类: 'a', 重点: 'a' }, source: { 网上: 'website' } };

  it('is listed unless its word is still asked for', () => {
    const unmatched = [{ field: 'level', value: '重点', count: 3 }];
    expect(replaced.replacedIn(values, unmatched as never)).toEqual([
      { field: 'level', from: 'A类', to: 'a' },
      { field: 'source', from: '网上', to: 'website' },
    ]);
    expect(replaced.replacedIn({ level: { a: 'a' } }, [])).toEqual([]);
  });

  it('is folded by field', () => {
    expect(replaced.foldedByField(replaced.replacedIn(values, []))).toEqual([
      {
        field: 'level',
        texts: [
          { field: 'level', from: 'A类', to: 'a' },
          { field: 'level', from: '重点', to: 'a' },
        ],
      },
      { field: 'source', texts: [{ field: 'source', from: '网上', to: 'website' }] },
    ]);
  });

  it('goes by itself, and its field with the last of them', () => {
    expect(replaced.without(values, 'level', 'A类')).toEqual({ level: { 重点: 'a' }, source: { 网上: 'website' } });
    expect(replaced.without(values, 'source', '网上')).toEqual({ level: { A类: 'a', 重点: 'a' } });
    expect(values.source).toEqual({ 网上: 'website' });
  });
});
