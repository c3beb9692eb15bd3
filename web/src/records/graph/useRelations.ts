import { useQueries } from '@tanstack/react-query';
import type { Definitions, ObjectMeta, RelatedMeta } from '../../api/meta.ts';
import { listRecords, type RecordData } from '../../api/records.ts';
import { placesOf } from '../../app/menuItems.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { linkId, linkName, parseLink } from '../kinds/shared/reference.ts';
import { recordKeys } from '../recordCache.ts';
import { expandFor, targetOf } from '../recordQuery.ts';
import { titleOf } from '../values.ts';

/** A record beside the one in the middle. */
export interface Neighbour {
  id: string;
  object: ObjectMeta;
  label: string;
  /** What it is to the record: the field's name, or a role that stands between them. */
  relation: string;
}

/** The neighbours of one kind, and how many more there are. */
export interface Branch {
  key: string;
  label: string;
  side: 'from' | 'to';
  neighbours: Neighbour[];
  more: number;
}

const shown = 8;
/** What happens with a record is told in its story, not drawn. */
const told = new Set(['activity', 'task']);

/** What a record points at, and what points at it: one branch for each field and each related list. */
export function useRelations(object: ObjectMeta, record: RecordData, related: readonly RelatedMeta[]) {
  const definitions = useDefinitions();
  // Steps and other settings stand in an administrator's menu too; they are no neighbours.
  const places = new Set(
    placesOf(definitions).flatMap((group) =>
      group.places.map((place) => place.key).filter((key) => definitions.find(key)?.group !== 'setup'),
    ),
  );
  const lists = related.flatMap((list) => {
    const child = definitions.find(list.object);
    if (!child || told.has(child.name)) return [];
    return places.has(child.name) || tiedBy(definitions, child, list.field, places) ? [{ list, child }] : [];
  });
  const answers = useQueries({
    queries: lists.map(({ list, child }) => {
      const query = {
        filter: `${list.field} eq ${record.id}`,
        expand: expandFor(
          definitions,
          child.fields.filter((f) => f.type === 'lookup' && f.name !== list.field),
        ),
        orderby: 'created_at desc',
        top: shown,
        count: true,
      };
      return {
        queryKey: [...recordKeys.object(child.name), 'graph', query],
        queryFn: ({ signal }: { signal: AbortSignal }) => listRecords(child.name, query, signal),
        staleTime: 15_000,
        retry: false,
      };
    }),
  });
  const to = lists.flatMap(({ list, child }, index): Branch[] => {
    const page = answers[index]?.data;
    if (!page?.value.length) return [];
    return [
      {
        key: `${list.object}.${list.field}`,
        label: list.label,
        side: 'to',
        neighbours: page.value.map((row) => neighbourOf(definitions, child, list.field, places, row)),
        more: Math.max(0, (page['@odata.count'] ?? 0) - page.value.length),
      },
    ];
  });
  return { branches: [...pointedAt(definitions, object, record, places), ...to], isPending: answers.some((a) => a.isPending) };
}

/** What the record itself points at: steps and other settings are no neighbours, only what has a place in the menu. */
function pointedAt(definitions: Definitions, object: ObjectMeta, record: RecordData, places: ReadonlySet<string>): Branch[] {
  return object.fields.flatMap((field): Branch[] => {
    const target = field.type === 'lookup' ? definitions.find(targetOf(field)) : undefined;
    const link = parseLink(record[field.name]);
    if (!target || !places.has(target.name) || !link) return [];
    const name = linkName(link, target.nameField);
    if (!name) return [];
    const neighbour = { id: linkId(link), object: target, label: name, relation: field.label };
    return [{ key: field.name, label: field.label, side: 'from', neighbours: [neighbour], more: 0 }];
  });
}

/** The other end of records that only tie two others together, such as a contact's part in a deal. */
function tiedBy(definitions: Definitions, child: ObjectMeta, parentField: string, places: ReadonlySet<string>) {
  const needed = child.fields.filter((f) => f.type === 'lookup' && f.required);
  const other = needed.find((f) => f.name !== parentField);
  const target = needed.length === 2 && other ? definitions.find(targetOf(other)) : undefined;
  return other && target && places.has(target.name) && !places.has(child.name) ? { field: other, target } : undefined;
}

/** A tie is drawn as its other end, with the part that it plays written beside. */
function neighbourOf(
  definitions: Definitions,
  child: ObjectMeta,
  parentField: string,
  places: ReadonlySet<string>,
  row: RecordData,
): Neighbour {
  const tie = tiedBy(definitions, child, parentField, places);
  const link = tie ? parseLink(row[tie.field.name]) : null;
  const name = link && tie ? linkName(link, tie.target.nameField) : undefined;
  if (!tie || !link || !name) return { id: row.id, object: child, label: titleOf(child, row), relation: '' };
  const part = child.fields.find((f) => f.type === 'select');
  const option = part?.options?.find((o) => o.value === row[part.name]);
  return { id: linkId(link), object: tie.target, label: name, relation: option?.label ?? '' };
}
