import { describe, expect, test } from 'vitest';
import { checklistOf, nameFor } from './checklist.ts';

describe('a checklist', () => {
  test('reads items and texts alone, and nothing else', () => {
    expect(checklistOf(null)).toEqual([]);
    expect(checklistOf(['法务审核'])).toEqual([{ name: '法务审核', label: { zh: '法务审核', en: '法务审核' } }]);
    const item = { name: 'a', label: { zh: '甲', en: 'A' }, required: true };
    expect(checklistOf([item])).toEqual([item]);
    expect(checklistOf({ a: 1 })).toBeNull();
    expect(checklistOf([{ label: { zh: '甲' } }])).toBeNull();
    expect(checklistOf([''])).toBeNull();
  });

  test('names items by their words, each differently and short enough to be a tag', () => {
    expect(nameFor('双方签署', [])).toBe('双方签署');
    expect(nameFor('双方签署', ['双方签署'])).toBe('双方签署 2');
    expect(nameFor('长'.repeat(80), ['长'.repeat(47)])).toBe(`${'长'.repeat(47)} 2`);
  });
});
