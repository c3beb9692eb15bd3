import { useQuery } from '@tanstack/react-query';
import type { Definitions, FieldMeta } from '../../../api/meta.ts';
import { readRecord } from '../../../api/records.ts';
import { useDefinitions } from '../../../app/workspace.tsx';
import { linkId, parseLink } from './reference.ts';
import { useServing } from './useServing.ts';

/**
 * The filter by which a lookup offers only records that belong where its own record does, such as contacts of the deal's account, that are like it, and
 * that its definition offers; and those alone that serve a record of its type. Where the record belongs nowhere yet, nothing is asked of that.
 */
export function useWithin(
  { name, object, within, offers, alike }: FieldMeta,
  record: Record<string, unknown>,
): string | undefined {
  const definitions = useDefinitions();
  const common = useCommon(within, record);
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

/** What a record that is made in passing begins with: that it belongs where the one does that asks for it. */
export function useGivenWithin(field: FieldMeta, record: Record<string, unknown>): Record<string, unknown> {
  return givenWithin(useDefinitions(), field, useCommon(field.within, record));
}

export function givenWithin(definitions: Definitions, { object, within }: FieldMeta, common: unknown): Record<string, unknown> {
  const target = definitions.find(object);
  const field = target && within && definitions.field(target, within.field);
  return field && common && field.editable !== false ? { [field.name]: common } : {};
}

/** Where a lookup's own record belongs, by a field of it or of the record behind it. */
function useCommon(within: FieldMeta['within'], record: Record<string, unknown>) {
  const over = within?.lookup ? parseLink(record[within.lookup]) : null;
  const parent = over ? linkId(over) : undefined;
  const behind = useQuery({
    queryKey: ['within', within?.object, parent, within?.field],
    queryFn: ({ signal }) => readRecord(within?.object ?? '', parent ?? '', { select: ['id', within?.field ?? ''] }, signal),
    enabled: parent !== undefined,
    staleTime: 30_000,
  });
  return within && parseLink((within.lookup ? behind.data : record)?.[within.field]);
}
