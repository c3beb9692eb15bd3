import { useQueryClient } from '@tanstack/react-query';
import type { FieldMeta, ObjectMeta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { openDialog } from '../app/dialogs.ts';
import { reasonOf, text } from '../i18n/text.ts';
import { tellError } from '../ui/toast.ts';
import { recordKeys } from './recordCache.ts';
import { allSaved } from './saving.ts';
import { isShown, useSaveRecord } from './useSaveRecord.ts';
import type { Step } from './useSteps.ts';

/** Steps that only an action of the object reaches. */
const takenByAction: Record<string, string> = { converted: 'convert' };

/** The action that leads to a step instead of a plain change: winning, losing, converting. */
export function actionTo(step: Step): string | undefined {
  return takenByAction[step.id] ?? { open: undefined, won: 'win', lost: 'lose' }[step.type];
}

/** Moves a record to a step. Winning, losing and converting go through the object's own actions, which ask what must be known. */
export function useMoveStep(object: ObjectMeta, field: FieldMeta) {
  const client = useQueryClient();
  const save = useSaveRecord(object);
  return async (record: RecordData, step: Step) => {
    if (!(await allSaved())) return;
    const name = actionTo(step);
    const action = object.actions.find((a) => a.name === name);
    if (action) return openDialog({ kind: 'action', object: object.name, records: [record], action });
    const value = field.type === 'lookup' ? { id: step.id, name: step.label } : step.id;
    const now = client.getQueryData<RecordData>(recordKeys.one(object.name, record.id)) ?? record;
    save(now, { [field.name]: value }, { message: text('path.moved', { step: step.label }) }).catch((error: unknown) => {
      if (!isShown(error)) tellError(reasonOf(error));
    });
  };
}
