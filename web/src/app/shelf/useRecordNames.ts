import { useQueries } from '@tanstack/react-query';
import { listRecords } from '../../api/records.ts';
import { useDefinitions } from '../workspace.tsx';
import type { Visited } from './recents.ts';

/** What records of several objects are called, for those that the person still sees. */
export function useRecordNames(refs: readonly Visited[]): Map<string, string> {
  const definitions = useDefinitions();
  const objects = [...new Set(refs.map((ref) => ref.object))].filter((object) => definitions.find(object));
  const answers = useQueries({
    queries: objects.map((object) => {
      const ids = refs.flatMap((ref) => (ref.object === object ? [ref.id] : [])).sort();
      const nameField = definitions.nameField(object);
      return {
        queryKey: ['names', object, ids],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          listRecords(object, { filter: `id in (${ids.join(',')})`, select: ['id', nameField], top: ids.length }, signal),
        staleTime: 5 * 60_000,
        retry: false,
      };
    }),
  });
  return new Map(
    objects.flatMap((object, index) =>
      (answers[index]?.data?.value ?? []).map((row) => [row.id, String(row[definitions.nameField(object)] ?? '')] as const),
    ),
  );
}
