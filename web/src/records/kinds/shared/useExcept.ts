import { useQueries } from '@tanstack/react-query';
import type { FieldMeta } from '../../../api/meta.ts';
import { readRecord } from '../../../api/records.ts';
import { linkId, parseLink } from './reference.ts';

/** The records that some fields hold, of a record or of those behind its lookups. */
export function exceptedIds(
  except: NonNullable<FieldMeta['except']>,
  record: Record<string, unknown>,
  behind: ReadonlyMap<string, Record<string, unknown>>,
): string[] {
  const values = except.flatMap(({ field, lookup }) => {
    const value = (lookup ? behind.get(lookup) : record)?.[field];
    return Array.isArray(value) ? value : [value];
  });
  return [...new Set(values.flatMap((value) => parseLink(value) ?? []).map(linkId))];
}

/** The filter by which a lookup leaves out whom its definition excepts, as the applicant among the reviewers of a tender. */
export function useExcept({ except = [] }: FieldMeta, record: Record<string, unknown>): string | undefined {
  const ways = [
    ...new Map(except.flatMap((one) => (one.lookup && one.object ? [[one.lookup, one.object] as const] : []))),
  ].flatMap(([lookup, object]) => {
    const link = parseLink(record[lookup]);
    return link ? [{ lookup, object, id: linkId(link) }] : [];
  });
  const answers = useQueries({
    queries: ways.map(({ lookup, object, id }) => {
      const fields = except.filter((one) => one.lookup === lookup).map((one) => one.field);
      return {
        queryKey: ['except', object, id, fields],
        queryFn: ({ signal }: { signal: AbortSignal }) => readRecord(object, id, { select: ['id', ...fields] }, signal),
        staleTime: 30_000,
        retry: false,
      };
    }),
  });
  const behind = new Map(
    ways.flatMap(({ lookup }, index) => (answers[index]?.data ? [[lookup, answers[index].data] as const] : [])),
  );
  return (
    exceptedIds(except, record, behind)
      .map((id) => `id ne ${id}`)
      .join(' and ') || undefined
  );
}
