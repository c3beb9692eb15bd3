import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ObjectMeta } from '../../api/meta.ts';
import { createRecord, type RecordData } from '../../api/records.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { reasonOf } from '../../i18n/text.ts';
import { tellError } from '../../ui/toast.ts';
import { refresh } from '../recordCache.ts';
import { titleOf, toApi } from '../values.ts';

export interface Beside {
  child: ObjectMeta;
  parent: ObjectMeta;
  record: RecordData;
  linkField: string;
}

/** Makes a record that belongs to another one, its own unless said otherwise; answers whether it came about. */
export function useAddBeside({ child, parent, record, linkField }: Beside) {
  const client = useQueryClient();
  const { definitions, user } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const add = async (values: Record<string, unknown>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    try {
      await createRecord(
        child.name,
        toApi(definitions, child, {
          ...(definitions.field(child, linkField)?.editable === false
            ? {}
            : { [linkField]: { id: record.id, [parent.nameField]: titleOf(parent, record) } }),
          ...(child.owned ? { owner: user.id } : {}),
          ...values,
        }),
        crypto.randomUUID(),
      );
      refresh(client, child.name);
      refresh(client, parent.name);
      return true;
    } catch (error) {
      tellError(reasonOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { add, busy };
}
