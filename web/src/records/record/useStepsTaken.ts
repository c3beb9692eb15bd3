import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { listRecords, type RecordData, readHistory } from '../../api/records.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { linkId, parseLink } from '../kinds/shared/reference.ts';
import { recordKeys } from '../recordCache.ts';
import { stoodIn } from './stepState.ts';

/** The steps the record has stood in, by the history of its stages, or for a choice by its log; nothing while that is asked for. */
export function useStepsTaken(object: ObjectMeta, record: RecordData, field: FieldMeta): ReadonlySet<string> | undefined {
  const history = useDefinitions().find('stage_log');
  const owner = history?.fields.find((f) => f.type === 'lookup' && f.object === object.name);
  const step = history?.fields.find((f) => f.name === 'stage' && f.object === field.object);
  const isKept = field.type === 'lookup' && owner !== undefined && step !== undefined;
  const query = useQuery({
    queryKey: ['stepsTaken', object.name, record.id, record.version],
    queryFn: ({ signal }) =>
      listRecords('stage_log', { filter: `${owner?.name} eq ${record.id}`, select: ['id', 'stage'], top: 200 }, signal),
    enabled: isKept,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
  // The story beside it asks for the same log.
  const log = useQuery({
    queryKey: recordKeys.history(object.name, record.id),
    queryFn: ({ signal }) => readHistory(object.name, record.id, signal),
    enabled: field.type === 'select',
    staleTime: 10_000,
    retry: false,
  });
  if (field.type === 'select') {
    if (log.isPending) return undefined;
    const stood = stoodIn(log.data ?? [], field.name);
    if (stood.size > 0 && typeof record[field.name] === 'string') stood.add(String(record[field.name]));
    return stood;
  }
  if (!isKept || query.isPending) return isKept ? undefined : new Set();
  const taken = (query.data?.value ?? []).map((row) => row.stage);
  // A step just taken is known before the history is read again; otherwise what was skipped would be forgotten for a moment.
  if (taken.length > 0) taken.push(record[field.name]);
  return new Set(
    taken.flatMap((stage) => {
      const link = parseLink(stage);
      return link ? [linkId(link)] : [];
    }),
  );
}
