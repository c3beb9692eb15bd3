import { describe, expect, it } from 'vitest';
import type { Department, Person } from '../../api/people.ts';
import { above, effectOf, withBelow } from './organisation.ts';

const department = (id: string, parent: string | null): Department => ({
  id,
  parent,
  name: id,
  head: null,
  position: 0,
  version: 1,
});
const person = (id: string, at: string, active = true): Person => ({
  id,
  name: id,
  login: id,
  department: at,
  active,
  version: 1,
  email: null,
  mobile: null,
  title: null,
  manager: null,
  roles: [],
});
const tree = [
  department('all', null),
  department('north', 'all'),
  department('south', 'all'),
  department('east', 'south'),
  department('hub', 'east'),
];

describe('the organisation', () => {
  it('knows what is below and what is above', () => {
    expect([...withBelow(tree, 'south')].sort()).toEqual(['east', 'hub', 'south']);
    expect(above(tree, 'hub').map((d) => d.id)).toEqual(['hub', 'east', 'south', 'all']);
  });

  it('tells who sees more and who sees less after a move', () => {
    const effect = effectOf(
      tree,
      [person('a', 'east'), person('b', 'hub'), person('c', 'hub', false), person('d', 'north')],
      'east',
      'north',
    );
    expect(effect.people).toBe(2);
    expect(effect.departments).toBe(1);
    expect(effect.losing.map((d) => d.id)).toEqual(['south']);
    expect(effect.gaining.map((d) => d.id)).toEqual(['north']);
  });

  it('is not caught in a circle', () => {
    const circle = [department('a', 'b'), department('b', 'a')];
    expect(above(circle, 'a').map((d) => d.id)).toEqual(['a', 'b']);
    expect(withBelow(circle, 'a').size).toBe(2);
  });
});
