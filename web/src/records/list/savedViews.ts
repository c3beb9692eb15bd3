import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { listKinds, type ObjectMeta, type ViewMeta, type ViewSharing } from '../../api/meta.ts';
import { createRecord, deleteRecord, listRecords, patchRecord, type RecordData } from '../../api/records.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { linkId, parseLink } from '../kinds/shared/reference.ts';
import { type ListState, sortText } from './listState.ts';

const prefix = 'saved.';
const keyOf = (object: string) => ['list_view', object] as const;

/** Whether a view was saved by a person, and is not one of the definition's own. */
export function isSaved(view: ViewMeta): view is ViewMeta & { saved: NonNullable<ViewMeta['saved']> } {
  return view.saved !== undefined;
}

function viewFrom(record: RecordData): ViewMeta {
  const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
  const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);
  const ids = (value: unknown) => (Array.isArray(value) ? value : []).flatMap((one) => parseLink(one) ?? []).map(linkId);
  const owner = parseLink(record.owner);
  return {
    name: prefix + record.id,
    label: String(record.label ?? ''),
    kind: listKinds.find((kind) => kind === record.kind) ?? 'table',
    columns: list(record.columns),
    filter: text(record.filter),
    orderBy: list(record.order),
    groupBy: text(record.group_by),
    dateField: text(record.date_field),
    saved: {
      id: record.id,
      owner: owner ? linkId(owner) : undefined,
      version: record.version,
      sharing: {
        shared: record.shared === true,
        users: ids(record.shared_users),
        departments: ids(record.shared_departments),
        roles: ids(record.shared_roles),
        viewersEdit: record.viewers_edit === true,
      },
    },
  };
}

/** The object with the views its people saved behind those of its definition. */
export function useWithSavedViews(object: ObjectMeta, isWanted = true): ObjectMeta {
  const enabled = useDefinitions().find('list_view') !== undefined && isWanted;
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

/** Whether others see the view too. */
export function isShared({ shared, users, departments, roles }: ViewSharing): boolean {
  return shared || users.length + departments.length + roles.length > 0;
}

/** What is kept of a list as it stands. */
function kept(state: ListState): Record<string, unknown> {
  return {
    kind: state.kind,
    columns: state.columns,
    filter: state.filter,
    order: state.sort.map(sortText),
    group_by: state.groupBy ?? null,
    date_field: state.kind === 'calendar' ? (state.dateField ?? null) : null,
  };
}

/** What one can do with saved views; each resolves when the list knows of it. */
export function useViewWork(object: ObjectMeta) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: keyOf(object.name) });
  /** Keeps the list as it stands under a name; answers the view's own name. */
  const save = useMutation({
    mutationFn: async ({ label, shared, state }: { label: string; shared: boolean; state: ListState }) => {
      const values = { object: object.name, label, shared, ...kept(state) };
      return prefix + (await createRecord('list_view', values, crypto.randomUUID())).id;
    },
    onSuccess,
  });
  /** Keeps what was changed about a saved view in the view itself. */
  const update = useMutation({
    mutationFn: ({ id, state }: { id: string; state: ListState }) => patchRecord('list_view', id, kept(state)),
    onSuccess,
  });
  /** Says with whom a view is shared. */
  const share = useMutation({
    mutationFn: ({ id, sharing }: { id: string; sharing: ViewSharing }) =>
      patchRecord('list_view', id, {
        shared: sharing.shared,
        shared_users: sharing.users,
        shared_departments: sharing.departments,
        shared_roles: sharing.roles,
        viewers_edit: sharing.viewersEdit,
      }),
    onSuccess,
  });
  const remove = useMutation({ mutationFn: (id: string) => deleteRecord('list_view', id), onSuccess });
  return { save, update, share, remove };
}
