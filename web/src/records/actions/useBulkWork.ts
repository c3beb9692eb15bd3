import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { BatchRequest } from '../../api/batch.ts';
import type { ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { reasonOf, text } from '../../i18n/text.ts';
import { tellDone, tellError, tellUndoable } from '../../ui/toast.ts';
import { refresh } from '../recordCache.ts';
import type { BulkStage } from './BulkProgress.tsx';
import { type BulkTarget, collect, runInBatches } from './bulk.ts';

export interface BulkWork {
  /** What is read of each record before it is written. */
  select: readonly string[];
  toRequest(record: RecordData): BatchRequest;
  /** Takes one record's change back. */
  toUndo(record: RecordData): BatchRequest;
  /** What is said when it is done. */
  message(count: number): string;
}

/** Work on many records: read, written in parts, stopped at will, taken back for half a minute. */
export function useBulkWork(object: ObjectMeta | undefined, target: BulkTarget, onClose: () => void) {
  const client = useQueryClient();
  const [stage, setStage] = useState<BulkStage>({ at: 'asking' });
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);

  const undo = (done: readonly RecordData[], work: BulkWork, name: string) =>
    void runInBatches(done, work.toUndo, () => {})
      .then(({ done: back, refused: [first] }) => {
        refresh(client, name);
        if (first) tellError(reasonOf(first.error));
        else tellDone(text('bulk.undone', { count: back.length }));
      })
      .catch((error: unknown) => tellError(reasonOf(error)));

  const run = async (work: BulkWork) => {
    if (!object) return;
    stop.current = new AbortController();
    const { signal } = stop.current;
    try {
      setStage({ at: 'reading', done: 0 });
      const records = await collect(object.name, target, work.select, (done) => setStage({ at: 'reading', done }), signal);
      setStage({ at: 'writing', done: 0, total: records.length });
      const result = await runInBatches(
        records,
        work.toRequest,
        (done) => setStage({ at: 'writing', done, total: records.length }),
        signal,
      );
      refresh(client, object.name);
      if (result.done.length)
        tellUndoable(
          work.message(result.done.length),
          text('common.undo'),
          () => undo(result.done, work, object.name),
          undefined,
          'many',
        );
      if (result.refused.length || result.stopped) setStage({ at: 'over', result });
      else onClose();
    } catch (error) {
      if (!signal.aborted) tellError(reasonOf(error));
      setStage({ at: 'asking' });
      refresh(client, object.name);
    }
  };
  return { stage, run, isBusy: stage.at === 'reading' || stage.at === 'writing', stop: () => stop.current.abort() };
}
