import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { listRecords, type RecordData } from '../../api/records.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { linkId, parseLink } from '../kinds/shared/reference.ts';

/** The steps the record has stood in, by the history of its stages; nothing where no such history is kept. */
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
  if (!isKept) return undefined;
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
