import type { Person } from '../../api/people.ts';

/** The passwords as a table that a spreadsheet takes: who, by which name they sign in, with what. */
export function passwordTable(
  head: readonly string[],
  people: readonly Pick<Person, 'id' | 'name' | 'login'>[],
  given: ReadonlyMap<string, string>,
): string {
  return [head, ...people.map((person) => [person.name, person.login, given.get(person.id) ?? ''])]
    .map((row) => row.join('\t'))
    .join('\n');
}
