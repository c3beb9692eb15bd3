/* Reads `$filter`, `$orderby` and the part of `$apply` that the client uses, over rows in memory. */
import { type Literal, parseSyntax, type Syntax } from '../../src/records/filter/syntax.ts';
import { type Row, tables } from './data.ts';
import { definitions } from './definitions.ts';

function objectOf(object: string, field: string): string | undefined {
  const found = definitions.find((d) => d.name === object)?.fields.find((f) => (f as { name: string }).name === field) as
    | { object?: string }
    | undefined;
  return found?.object;
}

function valueAt(object: string, row: Row | undefined, path: string): unknown {
  const [head, ...rest] = path.split('/');
  if (!row || !head) return null;
  if (rest.length === 0) return row[head] ?? null;
  const target = objectOf(object, head) ?? '';
  return valueAt(target, tables.get(target)?.get(String(row[head])), rest.join('/'));
}

const raw = (l: Literal) => (l.type === 'null' ? null : l.value);

function matches(object: string, row: Row, s: Syntax): boolean {
  switch (s.node) {
    case 'and':
      return s.items.every((i) => matches(object, row, i));
    case 'or':
      return s.items.some((i) => matches(object, row, i));
    case 'not':
      return !matches(object, row, s.item);
    case 'in':
      return s.values.map(raw).includes(valueAt(object, row, s.path) as string);
    case 'call': {
      const text = String(valueAt(object, row, s.path) ?? '');
      const part = String(raw(s.value));
      return s.name === 'contains' ? text.includes(part) : s.name === 'startswith' ? text.startsWith(part) : text.endsWith(part);
    }
    case 'any': {
      const list = (valueAt(object, row, s.path) as unknown[]) ?? [];
      const item = s.item;
      if (item.node === 'in') return list.some((x) => item.values.map(raw).includes(x as string));
      return list.length > 0;
    }
    case 'compare': {
      const a = valueAt(object, row, s.path) as string | number | null;
      const b = raw(s.value) as string | number | null;
      if (s.operator === 'eq') return a === b;
      if (s.operator === 'ne') return a !== b;
      if (a === null || b === null) return false;
      return s.operator === 'gt' ? a > b : s.operator === 'ge' ? a >= b : s.operator === 'lt' ? a < b : a <= b;
    }
  }
}

export function filtered(object: string, filter: string | null, search: string | null): Row[] {
  let rows = [...(tables.get(object)?.values() ?? [])];
  if (filter) {
    const syntax = parseSyntax(filter.replace(/\/any\(\)/g, '/any(x:x ne null)'));
    if (!syntax) throw new Error(`Cannot read: ${filter}`);
    rows = rows.filter((row) => matches(object, row, syntax));
  }
  if (search) rows = rows.filter((row) => Object.values(row).some((v) => typeof v === 'string' && v.includes(search)));
  return rows;
}

export function ordered(object: string, rows: Row[], orderby: string | null): Row[] {
  if (!orderby) return rows;
  const keys = orderby.split(',').map((part) => part.trim().split(/\s+/));
  return [...rows].sort((a, b) => {
    for (const [path, direction] of keys) {
      const x = valueAt(object, a, path ?? '') as string;
      const y = valueAt(object, b, path ?? '') as string;
      if (x === y) continue;
      return (x === null ? -1 : y === null ? 1 : x < y ? -1 : 1) * (direction === 'desc' ? -1 : 1);
    }
    return 0;
  });
}

export function expanded(object: string, row: Row, expand: string | null): Row {
  if (!expand) return row;
  const copy = { ...row };
  for (const match of expand.matchAll(/(\w+)(?:\([^)]*\))?/g)) {
    const name = match[1] ?? '';
    const target = objectOf(object, name);
    const found = target ? tables.get(target)?.get(String(row[name])) : undefined;
    if (found) copy[name] = found;
  }
  return copy;
}

/** `filter(…)/groupby((a,b),aggregate(x with sum as n,$count as m))` or `aggregate(…)`. */
export function applied(object: string, apply: string): Record<string, unknown>[] {
  const filter = /filter\((.*)\)\/(?=groupby|aggregate)/.exec(apply)?.[1] ?? null;
  const groups =
    /groupby\(\(([^)]*)\)/
      .exec(apply)?.[1]
      ?.split(',')
      .map((g) => g.trim())
      .filter(Boolean) ?? [];
  const measures = (/aggregate\(([^)]*)\)/.exec(apply)?.[1] ?? '')
    .split(',')
    .map((m) => m.trim())
    .filter(Boolean);
  const buckets = new Map<string, Row[]>();
  for (const row of filtered(object, filter, null)) {
    const key = JSON.stringify(groups.map((g) => valueAt(object, row, g)));
    buckets.set(key, [...(buckets.get(key) ?? []), row]);
  }
  return [...buckets].map(([key, rows]) => {
    const out: Record<string, unknown> = Object.fromEntries((JSON.parse(key) as unknown[]).map((v, i) => [groups[i], v]));
    for (const measure of measures) {
      const count = /^\$count as (\w+)$/.exec(measure);
      const m = /^(\S+) with (\w+) as (\w+)$/.exec(measure);
      if (count?.[1]) out[count[1]] = rows.length;
      if (m?.[1] && m[3]) {
        const path = m[1];
        const numbers = rows.map((r) => Number(valueAt(object, r, path) ?? 0));
        const sum = numbers.reduce((a, b) => a + b, 0);
        out[m[3]] =
          m[2] === 'average' || m[2] === 'avg'
            ? sum / numbers.length
            : m[2] === 'min'
              ? Math.min(...numbers)
              : m[2] === 'max'
                ? Math.max(...numbers)
                : sum;
      }
    }
    return out;
  });
}
