import { useQuery } from '@tanstack/react-query';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { aggregate } from '../../api/records.ts';
import { recordKeys } from '../recordCache.ts';
import type { BulkTarget } from './bulk.ts';
import { commonOf } from './bulkChange.ts';

const idsInOneAddress = 100;

/** Where all of the meant records belong alike, as deals of one pipeline: what a lookup within that may offer. */
export function useCommon(object: ObjectMeta | undefined, field: FieldMeta | undefined, { records, matching }: BulkTarget) {
  const by = field?.within?.lookup ?? field?.within?.field;
  const askable = matching ? !matching.search : records.length <= idsInOneAddress;
  const filter = matching ? matching.filter : `id in (${records.map((record) => record.id).join(',')})`;
  const apply = `${filter ? `filter(${filter})/` : ''}groupby((${by}),aggregate($count as n))`;
  const groups = useQuery({
    queryKey: recordKeys.apply(object?.name ?? '', apply),
    queryFn: ({ signal }) => aggregate(object?.name ?? '', apply, signal),
    enabled: object !== undefined && by !== undefined && askable,
    retry: false,
  });
  return by && askable ? commonOf(groups.data, by) : {};
}
