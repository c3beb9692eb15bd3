import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ObjectMeta, ViewMeta } from '../../api/meta.ts';
import { createRecord, deleteRecord, listRecords, type RecordData } from '../../api/records.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { type ListState, sortText } from './listState.ts';

const prefix = 'saved.';
const keyOf = (object: string) => ['list_view', object] as const;

/** Whether a view was saved by a person, and is not one of the definition's own. */
export function isSaved(view: ViewMeta): boolean {
  return view.name.startsWith(prefix);
}

function viewFrom(record: RecordData): ViewMeta {
  const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
  return {
    name: prefix + record.id,
    label: String(record.label ?? ''),
    kind: record.kind === 'board' ? 'board' : 'table',
    columns: list(record.columns),
    filter: typeof record.filter === 'string' ? record.filter : undefined,
    orderBy: list(record.order),
    groupBy: typeof record.group_by === 'string' ? record.group_by : undefined,
  };
}

/** The object with the views its people saved behind those of its definition. */
export function useWithSavedViews(object: ObjectMeta): ObjectMeta {
  const enabled = useDefinitions().find('list_view') !== undefined;
  const { data } = useQuery({
    queryKey: keyOf(object.name),
    queryFn: ({ signal }) =>
      listRecords('list_view', { filter: `object eq '${object.name}'`, orderby: 'created_at', top: 100 }, signal),
    enabled,
    staleTime: 60_000,
    retry: false,
  });
  return data?.value.length ? { ...object, views: [...object.views, ...data.value.map(viewFrom)] } : object;
}

/** Keeps the list as it stands under a name; answers the view's own name. */
export function useSaveView(object: ObjectMeta) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ label, state }: { label: string; state: ListState }) => {
      const record = await createRecord(
        'list_view',
        {
          object: object.name,
          label,
          kind: state.view.kind,
          columns: state.columns,
          filter: state.filter,
          order: state.sort.map(sortText),
          group_by: state.groupBy ?? null,
        },
        crypto.randomUUID(),
      );
      await client.invalidateQueries({ queryKey: keyOf(object.name) });
      return prefix + record.id;
    },
  });
}

export function useRemoveView(object: ObjectMeta) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (view: ViewMeta) => deleteRecord('list_view', view.name.slice(prefix.length)),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(object.name) }),
  });
}
