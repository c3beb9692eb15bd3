/** One value inside a structured field that became another. */
export interface JsonChange {
  path: string[];
  from: unknown;
  to: unknown;
}

/** What differs between two structured values, value by value; a list that changed is one change. */
export function jsonChanges(from: unknown, to: unknown, path: string[] = []): JsonChange[] {
  if (JSON.stringify(from ?? null) === JSON.stringify(to ?? null)) return [];
  if (!isBranch(from) && !isBranch(to)) return [{ path, from, to }];
  const [before, after] = [isBranch(from) ? from : {}, isBranch(to) ? to : {}];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => jsonChanges(before[name], after[name], [...path, name]));
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
