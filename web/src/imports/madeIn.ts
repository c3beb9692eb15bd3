import type { UnmatchedValue } from '../api/jobs.ts';

/** The fields with unknown names that will be made and of which nothing is asked. */
export function madeIn(create: readonly string[], unmatched: readonly UnmatchedValue[]): string[] {
  return create.filter((name) => !unmatched.some((u) => u.field === name));
}
