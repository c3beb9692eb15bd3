/** What went into the kept record, of a merge's title, which names both: “甲、乙 → 丙”. */
export function mergedNames(title: string): string {
  const at = title.lastIndexOf(' → ');
  return at > 0 ? title.slice(0, at) : title;
}
