import { useQuery } from '@tanstack/react-query';
import { aggregate } from '../../api/records.ts';
import { recordKeys } from '../../records/recordCache.ts';

export const openTasks = "status in ('todo','doing')";

/** How much of something belongs to one person. */
export interface OwnersShare {
  owner: string;
  n: number;
  amount?: number;
}

/** Open tasks and late ones by person, among those one sees. */
export function useTeamsTasks() {
  return {
    tasks: useByOwner('task', `filter(${openTasks})/groupby((owner),aggregate($count as n))`),
    late: useByOwner('task', `filter(${openTasks} and due_at lt now())/groupby((owner),aggregate($count as n))`),
  };
}

export function useByOwner(object: string, apply: string, enabled = true) {
  const query = useQuery({
    queryKey: recordKeys.apply(object, apply),
    queryFn: ({ signal }) => aggregate(object, apply, signal),
    enabled,
    staleTime: 30_000,
  });
  const rows = (query.data ?? []).map(
    (row): OwnersShare => ({
      owner: String(row.owner),
      n: Number(row.n ?? 0),
      amount: typeof row.amount === 'number' ? row.amount : undefined,
    }),
  );
  return { rows, isPending: enabled && query.isPending, of: (owner: string) => rows.find((row) => row.owner === owner) };
}
