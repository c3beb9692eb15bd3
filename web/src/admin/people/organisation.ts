import type { Department, Person } from '../../api/people.ts';

/** A department and everything below it. */
export function withBelow(departments: readonly Department[], id: string): Set<string> {
  const found = new Set([id]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const department of departments)
      if (department.parent && found.has(department.parent) && !found.has(department.id)) {
        found.add(department.id);
        grown = true;
      }
  }
  return found;
}

/** The departments above one, nearest first. */
export function above(departments: readonly Department[], id: string | null): Department[] {
  const path: Department[] = [];
  for (let next = departments.find((d) => d.id === id); next && !path.includes(next); ) {
    path.push(next);
    const parent: string | null = next.parent;
    next = departments.find((d) => d.id === parent);
  }
  return path;
}

export interface MoveEffect {
  departments: number;
  people: number;
  /** Those above before and not after: they no longer see what these people own. */
  losing: Department[];
  gaining: Department[];
}

/** Whose reach changes when a department gets another parent. */
export function effectOf(
  departments: readonly Department[],
  people: readonly Person[],
  id: string,
  parent: string | null,
): MoveEffect {
  const below = withBelow(departments, id);
  const before = above(departments, departments.find((d) => d.id === id)?.parent ?? null);
  const after = above(departments, parent);
  return {
    departments: below.size - 1,
    people: people.filter((p) => p.active && p.department && below.has(p.department)).length,
    losing: before.filter((d) => !after.includes(d)),
    gaining: after.filter((d) => !before.includes(d)),
  };
}
