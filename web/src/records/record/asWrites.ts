import type { Moment, MomentKind } from './useStory.ts';

/** What one person wrote at one moment: the entry that tells of it, and what came of it besides. */
export interface Write {
  key: string;
  told: Moment;
  beside: Moment[];
}

/** Which of the entries of one write tells what it was. */
const tells: readonly MomentKind[] = ['activity', 'comment', 'merge', 'change', 'related', 'file'];

/**
 * The story by writes, in its order: all that one commit stored bears the same moment and the same name.
 * A change that nobody makes by hand, as a contract's status once it is paid for, is what came of the one record made with it, and does not lead.
 */
export function asWrites(moments: readonly Moment[], isByHand: (field: string) => boolean = () => true): Write[] {
  const writes = new Map<string, Moment[]>();
  for (const moment of moments) {
    const key = moment.writtenAt && moment.writer ? `${Date.parse(moment.writtenAt)} ${moment.writer}` : moment.key;
    const known = writes.get(key);
    if (known) known.push(moment);
    else writes.set(key, [moment]);
  }
  return [...writes.values()].map((together) => {
    const made = together.filter((moment) => moment.kind === 'related');
    const isCaused = ({ kind, ...moment }: Moment) =>
      kind === 'change' &&
      made.length === 1 &&
      'entry' in moment &&
      moment.entry.kind === 'updated' &&
      !moment.entry.changes.some((c) => isByHand(c.field));
    const rank = (moment: Moment) => (isCaused(moment) ? tells.length : tells.indexOf(moment.kind));
    const [told, ...beside] = together.toSorted((a, b) => rank(a) - rank(b));
    return { key: (told as Moment).key, told: told as Moment, beside };
  });
}
