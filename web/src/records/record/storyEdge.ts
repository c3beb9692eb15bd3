import type { Moment, MomentKind } from './useStory.ts';

/** How far back one of a story's parts has been fetched, where there is more of it. */
export interface StoryEdge {
  kind: MomentKind;
  at: string;
}

/** The part of a story before which nothing is left out: what lies further back waits until what belongs between is fetched. */
export function reached(moments: readonly Moment[], edges: readonly StoryEdge[], shown: MomentKind | 'all'): readonly Moment[] {
  const edge = edges
    .filter(({ kind }) => shown === 'all' || kind === shown)
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
  return edge ? moments.filter((moment) => moment.at >= edge) : moments;
}
