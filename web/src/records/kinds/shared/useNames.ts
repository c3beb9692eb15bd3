import { useQuery } from '@tanstack/react-query';
import { isForbidden } from '../../../api/http.ts';
import { listRecords, type RecordData } from '../../../api/records.ts';
import { useDefinitions } from '../../../app/workspace.tsx';
import { text } from '../../../i18n/text.ts';
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
  const ask = (ids: readonly string[], deleted: boolean) => ({
    queryKey: ['names', object, ids, deleted],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      listRecords(
        object ?? '',
        { filter: `id in (${ids.join(',')})`, select: ['id', nameField, ...english], top: ids.length, deleted },
        signal,
      ),
    enabled: Boolean(object) && ids.length > 0,
    staleTime: 5 * 60_000,
    retry: false,
  });
  const { data, error } = useQuery(ask(missing, false));
  const gone = data ? missing.filter((id) => !data.value.some((record) => record.id === id)) : [];
  const bin = useQuery(ask(gone, true));
  const nameOf = (record: RecordData) => englishName(record) ?? String(record[nameField] ?? '');
  for (const record of data?.value ?? []) known.set(record.id, nameOf(record));
  if (!bin.isPending) for (const id of gone) known.set(id, text('lookup.gone'));
  for (const record of bin.data?.value ?? []) known.set(record.id, text('lookup.deleted', { name: nameOf(record) }));
  // Names that one may not read are not awaited for ever.
  if (isForbidden(error)) for (const id of missing) known.set(id, text('lookup.hidden'));
  return known;
}
