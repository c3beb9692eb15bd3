import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { aggregate, listRecords, type Page, type RecordData } from '../../api/records.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { text } from '../../i18n/text.ts';
import { useNames } from '../kinds/shared/useNames.ts';
import { recordKeys } from '../recordCache.ts';
import { expandFor, selectFor, targetOf } from '../recordQuery.ts';
import { useSteps } from '../useSteps.ts';
import { summedFields, useResolve } from './useRecordList.ts';

/** The records that have one value of the grouping field, with their sums. */
export interface Group {
  key: string;
  label: string;
  color?: string;
  count: number;
  sums: ReadonlyMap<string, number>;
  isOpen: boolean;
  /** How many of its records no page has fetched. */
  missing: number;
}

/** A line of a grouped table: a group's head, one of its records, or the way to more of them. */
export type Line = { kind: 'row'; index: number } | { kind: 'group'; group: Group } | { kind: 'more'; group: Group };

const shownAtFirst = 50;
const openAtFirst = 200;
const mostAtOnce = 1000;

interface GroupRequest {
  filter: string;
  orderby: string;
  search: string;
  fields: readonly FieldMeta[];
}

/** A table in groups by the values of a field, in the order of its steps or options; the small first groups stand open. */
export function useGroups(object: ObjectMeta, field: FieldMeta | undefined, request: GroupRequest) {
  const { definitions } = useWorkspace();
  const resolved = useResolve()(request.filter);
  const [turned, setTurned] = useState<Record<string, boolean>>({});
  const [sizes, setSizes] = useState<Record<string, number>>({});
  const summed = summedFields(request.fields, field?.name);
  const measures = ['$count as count', ...summed.map((f) => `${f.name} with sum as ${f.name}_sum`)].join(',');
  const apply = `${resolved ? `filter(${resolved})/` : ''}groupby((${field?.name ?? 'id'}),aggregate(${measures}))`;
  const heads = useQuery({
    queryKey: recordKeys.apply(object.name, apply),
    queryFn: ({ signal }) => aggregate(object.name, apply, signal),
    enabled: field !== undefined,
    staleTime: 15_000,
  });
  const found = field ? (heads.data ?? []) : [];
  const labels = useLabels(
    field,
    found.map((row) => keyOf(row[field?.name ?? ''])),
  );
  const ordered = found
    .map((row) => {
      const key = keyOf(row[field?.name ?? '']);
      const { label, color, at } = labels(key);
      const sums = new Map(summed.map((f) => [f.name, Number(row[`${f.name}_sum`] ?? 0)]));
      return { key, label, color, at, count: Number(row.count ?? 0), sums };
    })
    .sort((a, b) => a.at - b.at || a.label.localeCompare(b.label));
  let before = 0;
  const shown = ordered.map((group) => {
    before += group.count;
    return { ...group, isOpen: turned[group.key] ?? (before <= openAtFirst || group === ordered[0]) };
  });
  const pages = useQueries({
    queries: shown.map((group) => {
      const query = {
        filter: [resolved && `(${resolved})`, field && `${field.name} eq ${literal(field, group.key)}`]
          .filter(Boolean)
          .join(' and '),
        orderby: request.orderby,
        search: request.search,
        select: selectFor(object, request.fields),
        expand: expandFor(definitions, request.fields),
        top: sizes[group.key] ?? shownAtFirst,
        count: true,
      };
      return {
        queryKey: recordKeys.list(object.name, { ...query, group: group.key }),
        // Shaped as every list, so that a saved cell shows here too.
        queryFn: async ({ signal }: { signal: AbortSignal }) => ({
          pages: [await listRecords(object.name, query, signal)],
          pageParams: [''],
        }),
        enabled: group.isOpen,
        staleTime: 15_000,
        placeholderData: (previous: { pages: Page[]; pageParams: string[] } | undefined) => previous,
      };
    }),
  });
  const rows: RecordData[] = [];
  const lines: Line[] = [];
  shown.forEach(({ at: _, ...head }, index) => {
    const page = head.isOpen ? pages[index]?.data?.pages[0] : undefined;
    const own = page?.value ?? [];
    // The sums know nothing of what is searched for; the page does.
    const count = page?.['@odata.count'] ?? head.count;
    if (request.search && page && count === 0) return;
    const group: Group = { ...head, count, missing: own.length > 0 ? Math.max(0, count - own.length) : 0 };
    lines.push({ kind: 'group', group });
    for (const row of own) {
      lines.push({ kind: 'row', index: rows.length });
      rows.push(row);
    }
    if (group.missing > 0) lines.push({ kind: 'more', group });
  });
  return {
    rows,
    lines,
    isPending: heads.isPending,
    toggle: (group: Group) => setTurned((all) => ({ ...all, [group.key]: !group.isOpen })),
    more: (group: Group) =>
      setSizes((all) => ({ ...all, [group.key]: Math.min(mostAtOnce, (all[group.key] ?? shownAtFirst) * 4) })),
  };
}

const empty = '';

function keyOf(value: unknown): string {
  if (value && typeof value === 'object' && 'id' in value) return String(value.id);
  return value === null || value === undefined ? empty : String(value);
}

function literal(field: FieldMeta, key: string): string {
  if (key === empty) return 'null';
  return field.type === 'select' ? `'${key.replace(/'/g, "''")}'` : key;
}

/** What the values of a field are called, and their order: that of options and steps, otherwise the alphabet's; nothing comes last. */
export function useLabels(field: FieldMeta | undefined, keys: readonly string[]) {
  const definitions = useWorkspace().definitions;
  const target = field && ['lookup', 'user', 'department'].includes(field.type) ? targetOf(field) : undefined;
  const hasOrder = definitions.field(target ?? '', 'position')?.type === 'integer';
  const { steps } = useSteps(field && (field.type === 'select' || hasOrder) ? field : { ...nothing, options: [] });
  const names = useNames(target, target && !hasOrder ? keys.filter((key) => key !== empty) : []);
  return (key: string): { label: string; color?: string; at: number } => {
    if (key === empty) return { label: text('group.none'), at: Number.MAX_SAFE_INTEGER };
    const at = steps.findIndex((step) => step.id === key);
    const step = steps[at];
    if (step) return { label: step.label, color: step.color ?? 'gray', at };
    if (key === 'true' || key === 'false')
      return { label: text(key === 'true' ? 'boolean.yes' : 'boolean.no'), at: key === 'true' ? 0 : 1 };
    return { label: names.get(key) ?? key, at: steps.length };
  };
}

const nothing = { name: '', type: 'select', label: '' } as FieldMeta;
