import type { QueryClient } from '@tanstack/react-query';
import type { ActionMeta, Definitions, ObjectMeta } from '../api/meta.ts';
import { patchRecord, type RecordData } from '../api/records.ts';
import { reasonOf, text } from '../i18n/text.ts';
import { tellError, tellUndoable } from '../ui/toast.ts';
import { doneText, doneWords } from './actions/doneText.ts';
import { completionFields } from './completing.ts';
import { refresh } from './recordCache.ts';
import { titleOf, toApi } from './values.ts';

/** Says that a record is done, with the way back: what completing wrote is written as it was before. */
export function tellCompleted(
  client: QueryClient,
  definitions: Definitions,
  object: ObjectMeta,
  action: ActionMeta,
  record: RecordData,
): void {
  const before = Object.fromEntries(completionFields(object).map((field) => [field, record[field] ?? null]));
  tellUndoable(
    doneText(object.name, action, titleOf(object, record)),
    text('common.undo'),
    () => {
      patchRecord(object.name, record.id, toApi(definitions, object, before))
        .then(() => refresh(client, object.name))
        .catch((error: unknown) => tellError(reasonOf(error)));
    },
    {
      key: `${action.name} ${object.name}`,
      said: (count) => text('action.doneMany', { done: doneWords(action), count, plural: object.plural }),
    },
  );
}
