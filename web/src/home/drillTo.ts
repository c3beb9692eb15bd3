/** The list of the records behind a mark: of deals, or of their stays in stages. */
export function drillTo(filter: string, object = 'opportunity'): string {
  return `/o/${object}?view=all&filter=${encodeURIComponent(filter)}`;
}
