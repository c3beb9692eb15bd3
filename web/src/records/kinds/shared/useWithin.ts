import { useQuery } from '@tanstack/react-query';
import type { FieldMeta } from '../../../api/meta.ts';
import { readRecord } from '../../../api/records.ts';
import { linkId, parseLink } from './reference.ts';

/**
 * The filter by which a lookup offers only records that belong where its own record does, such as contacts of the deal's account, that are like it, and
 * that its definition offers. Where the record belongs nowhere yet, nothing is asked of that.
 */
export function useWithin({ within, offers, alike }: FieldMeta, record: Record<string, unknown>): string | undefined {
  const over = within?.lookup ? parseLink(record[within.lookup]) : null;
  const parent = over ? linkId(over) : undefined;
  const behind = useQuery({
    queryKey: ['within', within?.object, parent, within?.field],
    queryFn: ({ signal }) => readRecord(within?.object ?? '', parent ?? '', { select: ['id', within?.field ?? ''] }, signal),
    enabled: parent !== undefined,
    staleTime: 30_000,
  });
  const common = within && parseLink((within.lookup ? behind.data : record)?.[within.field]);
  const conditions = [
    within && common ? `${within.field} eq ${linkId(common)}` : '',
    offers ? `(${offers})` : '',
    ...(alike ?? []).map((name) =>
      typeof record[name] === 'string' ? `${name} eq '${record[name].replaceAll("'", "''")}'` : '',
    ),
  ];
  return conditions.filter(Boolean).join(' and ') || undefined;
}
