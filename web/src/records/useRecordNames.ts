import { useQueries } from '@tanstack/react-query';
import { chunks } from '../api/chunks.ts';
import { listRecords } from '../api/records.ts';
import { useDefinitions } from '../app/workspace.tsx';

/** What records are called today, by id, those in the recycle bin too; those that are gone or hidden are not among them. */
export function useRecordNames(refs: readonly { object: string; record: string }[]): ReadonlyMap<string, string> {
  const definitions = useDefinitions();
  const ids = new Map<string, Set<string>>();
  for (const ref of refs) {
    if (definitions.find(ref.object)) ids.set(ref.object, (ids.get(ref.object) ?? new Set()).add(ref.record));
  }
  const pages = [...ids].flatMap(([object, records]) =>
    chunks([...records].sort(), 50).flatMap((some) => [false, true].map((deleted) => ({ object, records: some, deleted }))),
  );
  return useQueries({
    queries: pages.map(({ object, records, deleted }) => ({
      queryKey: ['names', object, records, deleted],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        listRecords(
          object,
          { deleted, filter: `id in (${records.join(',')})`, select: ['id', definitions.nameField(object)], top: records.length },
          signal,
        ),
      staleTime: 5 * 60_000,
    })),
    combine: (results) =>
      new Map(
        results.flatMap(({ data }, page) =>
          (data?.value ?? []).flatMap((record) => {
            const name = record[definitions.nameField(pages[page]?.object)];
            return typeof name === 'string' && name !== '' && name !== record.id ? [[record.id, name] as const] : [];
          }),
        ),
      ),
  });
}
