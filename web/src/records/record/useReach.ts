import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ObjectMeta } from '../../api/meta.ts';
import { type Offered, readOffered } from '../../api/records.ts';
import { recordKeys } from '../recordCache.ts';

/** What the server says one may do with a record now. */
export function useOffered(object: ObjectMeta, id: string, isAsked: boolean) {
  const { edit, delete: remove, transfer } = object.can;
  return useQuery({
    queryKey: recordKeys.reach(object.name, id),
    queryFn: ({ signal }) => readOffered(object.name, id, signal),
    enabled: isAsked && (edit || remove || transfer || object.actions.length > 0),
    staleTime: 10_000,
    retry: false,
  });
}

/** The object as it is for one record: what one may do with that one, and not with others of its kind. It follows when the record changes hands. */
export function useReach(object: ObjectMeta, id: string, isThere: boolean): ObjectMeta {
  const { data } = useOffered(object, id, isThere);
  return useMemo(() => within(object, data), [object, data]);
}

/** Actions stay as far as the server offers them for the record. */
export function within(object: ObjectMeta, offered: Offered | undefined): ObjectMeta {
  if (!offered) return object;
  const { edit, transfer, delete: remove } = object.can;
  const actions = object.actions.filter(({ name }) => offered.actions.includes(name));
  if (offered.edit && offered.delete && actions.length === object.actions.length) return object;
  return {
    ...object,
    can: { ...object.can, edit: edit && offered.edit, transfer: transfer && offered.edit, delete: remove && offered.delete },
    actions,
  };
}
