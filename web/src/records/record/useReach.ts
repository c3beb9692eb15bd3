import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ObjectMeta } from '../../api/meta.ts';
import { type AccessAnswer, explainAccess } from '../../api/roles.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { recordKeys } from '../recordCache.ts';

/** The object as it is for one record: what one may do with that one, and not with others of its kind. It follows when the record changes hands. */
export function useReach(object: ObjectMeta, id: string, isThere: boolean): ObjectMeta {
  const { user } = useWorkspace();
  const { edit, delete: remove, transfer } = object.can;
  const { data } = useQuery({
    queryKey: recordKeys.reach(object.name, id),
    queryFn: ({ signal }) => explainAccess(object.name, id, user.id, signal),
    enabled: isThere && (edit || remove || transfer),
    staleTime: 10_000,
    retry: false,
  });
  return useMemo(() => within(object, data), [object, data]);
}

/** Actions that only read stay for those who may only read. */
export function within(object: ObjectMeta, reach: Pick<AccessAnswer, 'edit' | 'delete'> | undefined): ObjectMeta {
  if (!reach || (reach.edit && reach.delete)) return object;
  const { edit, transfer, delete: remove } = object.can;
  return {
    ...object,
    can: { ...object.can, edit: edit && reach.edit, transfer: transfer && reach.edit, delete: remove && reach.delete },
    actions: object.actions.filter(({ needs = 'edit' }) =>
      ['edit', 'transfer', 'mass_edit'].includes(needs) ? reach.edit : ['delete', 'purge'].includes(needs) ? reach.delete : true,
    ),
  };
}
