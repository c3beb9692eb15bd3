import { useQuery } from '@tanstack/react-query';
import type { FieldMeta } from '../../../api/meta.ts';
import { readRecord } from '../../../api/records.ts';
import { useDefinitions } from '../../../app/workspace.tsx';
import { type Link, linkId, parseLink } from './reference.ts';
import { useServing } from './useServing.ts';

/** Where the records that a lookup offers belong: what its own record, or the one behind it, holds in the field that both have. */
export function belongingOf(
  within: FieldMeta['within'],
  record: Record<string, unknown>,
  behind: Record<string, unknown> | undefined,
): Record<string, Link> | undefined {
  const common = within && parseLink((within.lookup ? behind : record)?.[within.field]);
  return common ? { [within.field]: common } : undefined;
}

/** The same, asked of the server where another record holds it: a new record made on the spot belongs there, too. */
export function useBelonging({ within }: FieldMeta, record: Record<string, unknown>): Record<string, Link> | undefined {
  return belongingOf(within, record, useBehind(within, record));
}

function useBehind(within: FieldMeta['within'], record: Record<string, unknown>): Record<string, unknown> | undefined {
  const over = within?.lookup ? parseLink(record[within.lookup]) : null;
  const parent = over ? linkId(over) : undefined;
  return useQuery({
    queryKey: ['within', within?.object, parent, within?.field],
    queryFn: ({ signal }) => readRecord(within?.object ?? '', parent ?? '', { select: ['id', within?.field ?? ''] }, signal),
    enabled: parent !== undefined,
    staleTime: 30_000,
  }).data;
}

/**
 * The filter by which a lookup offers only records that belong where its own record does, such as contacts of the deal's account, that are like it, and
 * that its definition offers; and those alone that serve a record of its type. Where the record belongs nowhere yet, nothing is asked of that.
 */
export function useWithin(
  { name, object, within, offers, alike }: FieldMeta,
  record: Record<string, unknown>,
): string | undefined {
  const definitions = useDefinitions();
  const belonging = belongingOf(within, record, useBehind(within, record));
  const common = within && belonging?.[within.field];
  const serving = useServing(object, name, record);
  // A deal that names no pipeline goes into the usual one for its type: the stages of that are offered.
  const isOpen = within !== undefined && !within.lookup && !common;
  const usual = useServing(
    isOpen ? definitions.field(object ?? '', within.field)?.object : undefined,
    within?.field,
    record,
  )?.[0];
  const conditions = [
    within && common ? `${within.field} eq ${linkId(common)}` : '',
    within && usual ? `${within.field} eq ${usual.id}` : '',
    serving && serving.length > 0 ? `id in (${serving.map((one) => one.id).join(',')})` : '',
    offers ? `(${offers})` : '',
    ...(alike ?? []).map((name) =>
      typeof record[name] === 'string' ? `${name} eq '${record[name].replaceAll("'", "''")}'` : '',
    ),
  ];
  return conditions.filter(Boolean).join(' and ') || undefined;
}
