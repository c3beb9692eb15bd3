import type { LoggedChange } from '../../api/changes.ts';

/** The newest first, by the number under which each was sealed; what is not sealed yet is newer than what is. */
export function bySequence<T extends Pick<LoggedChange, 'seq' | 'at'>>(changes: readonly T[]): T[] {
  return changes.toSorted((a, b) => {
    if (a.seq !== undefined && b.seq !== undefined) return b.seq - a.seq;
    if (a.seq !== b.seq) return a.seq === undefined ? -1 : 1;
    return b.at.localeCompare(a.at);
  });
}
