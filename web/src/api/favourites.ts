import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDefinitions, useWorkspace } from '../app/workspace.tsx';
import { recordKeys } from '../records/recordCache.ts';
import { createRecord, deleteRecord, listRecords } from './records.ts';

/** A record, or a view of a list, that somebody keeps at hand. */
export interface Favourite {
  id: string;
  object: string;
  record: string | null;
  view: string | null;
}

const kind = 'favourite';
const asText = (value: unknown) => (typeof value === 'string' && value ? value : null);

export function useFavourites(): Favourite[] {
  const enabled = useDefinitions().find(kind) !== undefined;
  const { user } = useWorkspace();
  const query = {
    filter: `owner eq ${user.id}`,
    orderby: 'position,created_at',
    select: ['id', 'object', 'record', 'view'],
    top: 100,
  };
  const { data } = useQuery({
    queryKey: recordKeys.apply(kind, user.id),
    queryFn: ({ signal }) => listRecords(kind, query, signal),
    enabled,
    staleTime: 5 * 60_000,
    retry: false,
  });
  return (data?.value ?? []).map((row) => ({
    id: row.id,
    object: String(row.object),
    record: asText(row.record),
    view: asText(row.view),
  }));
}

/** Keeps it at hand, or no longer. */
export function useToggleFavourite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ kept, ...what }: { kept: Favourite | undefined; object: string; record?: string; view?: string }) => {
      if (kept) await deleteRecord(kind, kept.id);
      else await createRecord(kind, what, crypto.randomUUID());
    },
    onSettled: () => client.invalidateQueries({ queryKey: recordKeys.object(kind) }),
  });
}
