/** One value inside a structured field that became another. */
export interface JsonChange {
  path: string[];
  from: unknown;
  to: unknown;
}

type Branch = Record<string, unknown>;

/** What names the parts of a list, the first of these that all of them have. */
const keys = ['id', 'name', 'field', 'value'];

/** What differs between two structured values, value by value; of a list whose parts have names part by part, of any other as a whole. */
export function jsonChanges(
  from: unknown,
  to: unknown,
  nameOf: (part: Branch) => string | undefined = () => undefined,
): JsonChange[] {
  return differences(from, to, []);

  function differences(from: unknown, to: unknown, path: string[]): JsonChange[] {
    if (JSON.stringify(from ?? null) === JSON.stringify(to ?? null)) return [];
    const [parts, others] = [partsOf(from), partsOf(to)];
    if (parts && others) {
      const changes = [...new Set([...parts.keys(), ...others.keys()])].flatMap((key) => {
        const [before, after] = [parts.get(key), others.get(key)];
        const at = [...path, nameOf(after ?? before ?? {}) ?? key];
        return before && after ? differences(before, after, at) : [{ path: at, from: before, to: after }];
      });
      // The same parts in another order.
      return changes.length > 0 ? changes : [{ path, from, to }];
    }
    if (!isBranch(from) && !isBranch(to)) return [{ path, from, to }];
    const [before, after] = [isBranch(from) ? from : {}, isBranch(to) ? to : {}];
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => differences(before[name], after[name], [...path, name]));
  }
}

function partsOf(value: unknown): Map<string, Branch> | undefined {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isBranch)) return undefined;
  const key = keys.find(
    (name) =>
      new Set(value.map((part) => part[name])).size === value.length && value.every((part) => typeof part[name] === 'string'),
  );
  return key ? new Map(value.map((part) => [String(part[key]), part])) : undefined;
}

function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isSaid(value);
}

/** A text in both languages is one value. */
export function isSaid(value: unknown): value is { zh: string; en?: string } {
  return typeof value === 'object' && value !== null && 'zh' in value && typeof value.zh === 'string';
}

const places: ReadonlySet<string | undefined> = new Set([
  'columns',
  'fields',
  'headline',
  'orderBy',
  'groupBy',
  'field',
  'nameField',
  'by',
  'required',
  'without',
]);

/** Whether the texts at the end of a way are names of fields. */
export function namesFields(path: readonly string[]): boolean {
  return places.has(path.at(-1));
}
