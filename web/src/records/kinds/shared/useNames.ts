import { useQuery } from '@tanstack/react-query';
import { listRecords } from '../../../api/records.ts';
import { useDefinitions } from '../../../app/workspace.tsx';
import { englishName, type Link, linkId, linkName } from './reference.ts';

/** The names of linked records: from the query that expanded them, otherwise asked for once and kept. */
export function useNames(object: string | undefined, links: readonly Link[]): Map<string, string> {
  const definitions = useDefinitions();
  const nameField = definitions.nameField(object);
  const english = definitions.field(object ?? '', 'name_en') ? ['name_en'] : [];
  const known = new Map<string, string>();
  for (const link of links) {
    const name = linkName(link, nameField);
    if (name !== undefined) known.set(linkId(link), name);
  }
  const missing = links
    .map(linkId)
    .filter((id) => !known.has(id))
    .sort();
  const { data } = useQuery({
    queryKey: ['names', object, missing],
    queryFn: ({ signal }) =>
      listRecords(
        object ?? '',
        { filter: `id in (${missing.join(',')})`, select: ['id', nameField, ...english], top: missing.length },
        signal,
      ),
    enabled: Boolean(object) && missing.length > 0,
    staleTime: 5 * 60_000,
  });
  for (const record of data?.value ?? []) known.set(record.id, englishName(record) ?? String(record[nameField] ?? ''));
  return known;
}
