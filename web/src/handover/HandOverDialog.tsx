import { useState } from 'react';
import type { RecordData } from '../api/records.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { BulkEditDialog } from '../records/actions/BulkEditDialog.tsx';
import { HandOverForm } from './HandOverForm.tsx';
import { HandOverProgress } from './HandOverProgress.tsx';

export interface HandOverDialogProps {
  /** Whose work it is; chosen records may have several owners. */
  from?: string;
  /** The chosen records, for a hand-over of these instead of everything. */
  object?: string;
  records?: readonly RecordData[];
  onClose(): void;
}

/** What a colleague leaves goes to others: what it is, who takes it, how far it is, and the way back. */
export function HandOverDialog({ from, object, records = [], onClose }: HandOverDialogProps) {
  const mayHandOver = useDefinitions().find('hand_over')?.can.create ?? false;
  const [id, setId] = useState<string>();
  if (object && !mayHandOver) return <BulkEditDialog object={object} records={records} field="owner" onClose={onClose} />;
  if (id) return <HandOverProgress id={id} onClose={onClose} />;
  return <HandOverForm from={from} object={object} records={records} onStarted={setId} onClose={onClose} />;
}
