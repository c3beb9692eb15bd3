import { useQueries } from '@tanstack/react-query';
import type { LoggedChange } from '../../api/changes.ts';
import { chunks } from '../../api/chunks.ts';
import { listRecords } from '../../api/records.ts';
import { useDefinitions } from '../../app/workspace.tsx';

/** What the changed records are called today, by id; those that are gone or hidden are not among them. */
export function useRecordNames(changes: readonly LoggedChange[]): ReadonlyMap<string, string> {
  const definitions = useDefinitions();
  const ids = new Map<string, Set<string>>();
  for (const change of changes) {
    if (definitions.find(change.object)) ids.set(change.object, (ids.get(change.object) ?? new Set()).add(change.record));
  }
  const pages = [...ids].flatMap(([object, records]) =>
    chunks([...records].sort(), 50).map((some) => ({ object, records: some })),
  );
  return useQueries({
    queries: pages.map(({ object, records }) => ({
      queryKey: ['names', object, records],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        listRecords(
          object,
          { filter: `id in (${records.join(',')})`, select: ['id', definitions.nameField(object)], top: records.length },
          signal,
        ),
      staleTime: 5 * 60_000,
    })),
    combine: (results) =>
      new Map(
        results.flatMap(({ data }, page) =>
          (data?.value ?? []).flatMap((record) => {
            const name = record[definitions.nameField(pages[page]?.object)];
            return typeof name === 'string' && name !== '' ? [[record.id, name] as const] : [];
          }),
        ),
      ),
  });
}
