/** The names that several columns of a file have: the server tells the later ones apart by the number of their column. */
export function repeatedHeaders(headers: readonly string[]): string[] {
  const all = new Set(headers);
  const first = headers.flatMap((header) => {
    const name = /^(.+) \(\d+\)$/.exec(header)?.[1];
    return name !== undefined && all.has(name) ? [name] : [];
  });
  return [...new Set(first)];
}
