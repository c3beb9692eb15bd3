import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { aggregate, listRecords, nextPage, type Page, type RecordData } from '../../api/records.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { currentZone } from '../../i18n/format.ts';
import { resolveAliases } from '../filter/aliases.ts';
import { addsUp } from '../kinds/registry.ts';
import { recordKeys } from '../recordCache.ts';
import { expandFor, selectFor } from '../recordQuery.ts';

/** Filters as the server takes them: `@me` and periods replaced by what they mean to this person now. */
export function useResolve(): (filter: string) => string {
  const { user } = useWorkspace();
  return (filter) => (filter ? resolveAliases(filter, { userId: user.id, now: dayjs().tz(currentZone()) }) : '');
}

export interface ListRequest {
  filter: string;
  orderby: string;
  search: string;
  fields: readonly FieldMeta[];
  top?: number;
}

/** A list that fetches on as one scrolls. */
export function useRecordList(object: ObjectMeta, request: ListRequest, enabled = true) {
  const { definitions } = useWorkspace();
  const resolve = useResolve();
  const query = {
    filter: resolve(request.filter),
    orderby: request.orderby,
    search: request.search,
    select: selectFor(object, request.fields),
    expand: expandFor(definitions, request.fields),
    pageSize: request.top ?? 50,
    count: true,
  };
  const list = useInfiniteQuery({
    queryKey: recordKeys.list(object.name, query),
    queryFn: ({ pageParam, signal }) => (pageParam ? nextPage(pageParam, signal) : listRecords(object.name, query, signal)),
    initialPageParam: '',
    getNextPageParam: (page: Page) => page['@odata.nextLink'],
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    enabled,
  });
  const rows: RecordData[] = list.data?.pages.flatMap((page) => page.value) ?? [];
  return { ...list, rows, total: list.data?.pages[0]?.['@odata.count'] };
}

/** Fields whose values add up, among records that have the same value of a field: some add up only among records alike. */
export function summedFields(fields: readonly FieldMeta[], within?: string): FieldMeta[] {
  return fields.filter((field) => (field.sumsWithin === undefined || field.sumsWithin === within) && addsUp(field));
}

/**
 * Sums over everything the filter admits, not only over what has been fetched.
 * What adds up only among records alike has a sum as long as all of them are.
 */
export function useTotals(object: ObjectMeta, filter: string, fields: readonly FieldMeta[], enabled: boolean) {
  const always = useSums(object, filter, summedFields(fields), [], enabled);
  const kinds = [...new Set(fields.flatMap((field) => field.sumsWithin ?? []))];
  const among = fields.filter((field) => field.sumsWithin && summedFields([field], field.sumsWithin).length > 0);
  const alike = useSums(object, filter, among, kinds, enabled);
  return new Map([...always, ...alike]);
}

function useSums(object: ObjectMeta, filter: string, summed: readonly FieldMeta[], by: readonly string[], enabled: boolean) {
  const resolved = useResolve()(filter);
  const measures = `aggregate(${summed.map((field) => `${field.name} with sum as ${field.name}_sum`).join(',')})`;
  const apply = `${resolved ? `filter(${resolved})/` : ''}${by.length > 0 ? `groupby((${by.join(',')}),${measures})` : measures}`;
  const query = useQuery({
    queryKey: recordKeys.apply(object.name, apply),
    queryFn: ({ signal }) => aggregate(object.name, apply, signal),
    enabled: enabled && summed.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  });
  // What was added up before a search began is not what is left of it.
  const row = enabled && query.data?.length === 1 ? query.data[0] : undefined;
  return summed.flatMap((field) => (row ? [[field.name, Number(row[`${field.name}_sum`] ?? 0)] as const] : []));
}
