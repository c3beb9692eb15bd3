import { useMutation, useQueryClient } from '@tanstack/react-query';
import { patchRecord, runAction } from '../api/records.ts';
import { reasonOf, text } from '../i18n/text.ts';
import { refresh } from '../records/recordCache.ts';
import { tellError, tellUndoable } from '../ui/toast.ts';

/** Ticks a task; for ten seconds it can be taken back. */
export function useCompleteTask() {
  const client = useQueryClient();
  const failed = (error: unknown) => tellError(reasonOf(error));
  return useMutation({
    mutationFn: ({ id }: { id: string; name: string }) => runAction('task', id, 'complete'),
    onSuccess: (_, { id, name }) => {
      refresh(client, 'task');
      tellUndoable(
        text('tasks.done', { task: name }),
        text('common.undo'),
        () => {
          patchRecord('task', id, { status: 'todo' })
            .then(() => refresh(client, 'task'))
            .catch(failed);
        },
        { key: 'complete task', said: (count) => text('tasks.doneMany', { count }) },
      );
    },
    onError: failed,
  });
}
