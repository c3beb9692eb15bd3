const addresses = new Map<string, string>();

/** Remembers as what the list of an object was last seen in this tab: its view, its filters, without the record beside it. */
export function rememberList(object: string, search: URLSearchParams): void {
  const kept = new URLSearchParams(search);
  kept.delete('open');
  addresses.set(object, kept.size > 0 ? `?${kept}` : '');
}

/** The list that one goes back to from a record: as it was last seen, or as it begins. */
export function lastList(object: string): string {
  return `/o/${object}${addresses.get(object) ?? ''}`;
}
