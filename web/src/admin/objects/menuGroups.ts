/** The groups of the menu that an object may stand in, in its order. */
export const menuGroups = ['customers', 'marketing', 'sales', 'contracts', 'tenders', 'service', 'work', 'setup'] as const;

export type MenuGroupName = (typeof menuGroups)[number];

/** Objects by the area of the menu they stand in, in its order; those that stand in none, as the lines of a quote, at the end. */
export function byMenuGroup<T extends { group: string | null }>(
  objects: readonly T[],
): { group: MenuGroupName | 'none'; objects: T[] }[] {
  const known = (group: string | null) => menuGroups.find((name) => name === group) ?? 'none';
  return [...menuGroups, 'none' as const]
    .map((group) => ({ group, objects: objects.filter((o) => known(o.group) === group) }))
    .filter(({ objects: there }) => there.length > 0);
}
