import { expect, it } from 'vitest';
import type { FieldMeta } from '../../api/meta.ts';
import { Unreadable } from '../kinds/unreadable.ts';
import { commonOf, isChosen, mayBeEmptied, waysOf } from './bulkChange.ts';

const field = (more: Partial<FieldMeta>): FieldMeta => ({ name: 'f', type: 'select', label: 'F', ...more });

it('empties only what may be empty, and only on purpose', () => {
  expect(mayBeEmptied(field({}))).toBe(true);
  expect(mayBeEmptied(field({ required: true }))).toBe(false);
  expect(mayBeEmptied(field({ filled: true }))).toBe(false);
  expect(mayBeEmptied(field({ type: 'boolean' }))).toBe(false);
  expect(waysOf(field({ required: true, type: 'lookup' }))).toEqual(['set']);
  expect(waysOf(field({}))).toEqual(['set', 'clear']);
  expect(waysOf(field({ type: 'tags' }))).toEqual(['add', 'set', 'clear']);
});

it('waits for a value, unless the field is to be emptied', () => {
  expect(isChosen('set', null)).toBe(false);
  expect(isChosen('set', [])).toBe(false);
  expect(isChosen('add', null)).toBe(false);
  expect(isChosen('set', false)).toBe(true);
  expect(isChosen('set', 0)).toBe(true);
  expect(isChosen('set', new Unreadable('x', 'common.clear'))).toBe(true);
  expect(isChosen('clear', null)).toBe(true);
});

it('knows what the records have in common only when they have it in common', () => {
  expect(commonOf([{ pipeline: 'p1' }], 'pipeline')).toEqual({ pipeline: { id: 'p1' } });
  expect(commonOf([{ pipeline: 'p1' }, { pipeline: 'p2' }], 'pipeline')).toEqual({});
  expect(commonOf([{ pipeline: null }], 'pipeline')).toEqual({});
  expect(commonOf(undefined, 'pipeline')).toEqual({});
});
