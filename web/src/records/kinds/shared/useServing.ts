import { useQuery } from '@tanstack/react-query';
import { listRecords, type RecordData } from '../../../api/records.ts';
import { useDefinitions } from '../../../app/workspace.tsx';
import { recordKeys } from '../../recordCache.ts';
import { recordTypeField } from '../../recordTypes.ts';
import { servingOf, typesField } from './serving.ts';

/**
 * The records of an object that serve a record of its type, the usual one first: the pipelines for a quick deal. Undefined where the object's records
 * are for no types, and where the record at hand says none.
 */
export function useServing(
  object: string | undefined,
  by: string | undefined,
  record: Record<string, unknown>,
): readonly RecordData[] | undefined {
  const definitions = useDefinitions();
  const types = typesField(definitions, object);
  const holder = definitions.find(types?.object);
  const type = record[recordTypeField];
  const isServed =
    types !== undefined &&
    typeof type === 'string' &&
    holder?.recordTypes?.some((one) => one.name === type) === true &&
    definitions.field(holder, by ?? '')?.object === object;
  const more = ['active', 'is_default'].filter((name) => object && definitions.field(object, name));
  const select = ['id', types?.name ?? '', ...more];
  const all = useQuery({
    queryKey: recordKeys.apply(object ?? '', `serving ${select.join()}`),
    queryFn: ({ signal }) => listRecords(object ?? '', { select, top: 200 }, signal),
    enabled: isServed,
    staleTime: 60_000,
  });
  return isServed && all.data ? servingOf(all.data.value, types.name, type) : undefined;
}
