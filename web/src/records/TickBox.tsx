import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ObjectMeta } from '../api/meta.ts';
import { type RecordData, runAction } from '../api/records.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { reasonOf, useText } from '../i18n/text.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { tellError } from '../ui/toast.ts';
import { completion, stateOfCompletion } from './completing.ts';
import { mergeAnswer, patchCached, refresh } from './recordCache.ts';
import styles from './TickBox.module.css';
import { tellCompleted } from './tellCompleted.ts';
import { titleOf } from './values.ts';

/** A box that completes the record where it stands; nothing for objects without such an action. */
export function TickBox({ object, record }: { object: ObjectMeta; record: RecordData }) {
  const t = useText();
  const client = useQueryClient();
  const workspace = useWorkspace();
  const [busy, setBusy] = useState(false);
  const action = completion(object);
  const state = stateOfCompletion(object, record, workspace);
  if (!action || !state) return null;
  const name = titleOf(object, record);
  const tick = async () => {
    setBusy(true);
    try {
      const answer = await runAction(object.name, record.id, action.name);
      patchCached(client, object.name, record.id, (shown) => mergeAnswer(shown, answer));
      refresh(client, object.name);
      tellCompleted(client, workspace.definitions, object, action, record);
    } catch (error) {
      tellError(reasonOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only keeps the click from opening what lies below
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <span className={styles.tick} onClick={(event) => event.stopPropagation()} onDoubleClick={(event) => event.stopPropagation()}>
      <Checkbox
        aria-label={t(state === 'done' ? 'tick.done' : 'tick.open', { action: action.label, name })}
        title={state === 'open' ? action.label : undefined}
        checked={state === 'done' || busy}
        disabled={state === 'done' || busy || !object.can.edit}
        onChange={() => void tick()}
      />
    </span>
  );
}
