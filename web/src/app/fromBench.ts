/** What a page is told that was opened from the work bench. */
export const fromBench = { from: 'bench' } as const;

/** Whether the page was opened from the work bench, by what its address was told. */
export function isFromBench(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'from' in state && state.from === fromBench.from;
}
