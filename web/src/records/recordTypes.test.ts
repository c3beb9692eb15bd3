import { describe, expect, it } from 'vitest';
import type { ObjectMeta } from '../api/meta.ts';
import { changeOfType, isOfType, makeableTypes } from './recordTypes.ts';

const object = {
  fields: [{ name: 'level', default: 'b' }, { name: 'term' }],
  recordTypes: [
    { name: 'plain', label: '', create: true, defaults: {} },
    { name: 'quick', label: '', create: true, defaults: { level: 'c', term: 30 } },
    { name: 'closed', label: '', create: false, defaults: {} },
  ],
} as unknown as ObjectMeta;

describe('kinds of records', () => {
  it('are offered only where the person may make them', () => {
    expect(makeableTypes(object).map((type) => type.name)).toEqual(['plain', 'quick']);
  });

  it('have their own parts of the layout beside those of all', () => {
    expect(isOfType({ types: ['quick'] }, { record_type: 'quick' })).toBe(true);
    expect(isOfType({ types: ['quick'] }, { record_type: 'plain' })).toBe(false);
    expect(isOfType({}, {})).toBe(true);
  });

  it('bring what they begin with, but not over what was typed', () => {
    expect(changeOfType(object, { record_type: 'plain', level: 'b' }, 'quick')).toEqual({
      record_type: 'quick',
      level: 'c',
      term: 30,
    });
    expect(changeOfType(object, { record_type: 'plain', level: 'a', term: 7 }, 'quick')).toEqual({ record_type: 'quick' });
  });

  it('take along what they gave and nobody touched', () => {
    expect(changeOfType(object, { record_type: 'quick', level: 'c', term: 30 }, 'plain')).toEqual({
      record_type: 'plain',
      level: 'b',
      term: null,
    });
  });
});
