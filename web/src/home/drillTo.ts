/** The list of the deals behind a mark. */
export function drillTo(filter: string): string {
  return `/o/opportunity?view=all&filter=${encodeURIComponent(filter)}`;
}
