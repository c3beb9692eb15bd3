import { useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useState } from 'react';
import type { RecordData } from '../api/records.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatNumber } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { BulkEditDialog } from '../records/actions/BulkEditDialog.tsx';
import { type BulkTarget, collect, countOf } from '../records/actions/bulk.ts';
import { HandOverForm } from './HandOverForm.tsx';
import { HandOverProgress } from './HandOverProgress.tsx';

export interface HandOverDialogProps {
  /** Whose work it is; chosen records may have several owners. */
  from?: string;
  /** The chosen records, for a hand-over of these instead of everything. */
  object?: string;
  records?: readonly RecordData[];
  /** Everything that a list's filter admits, instead of single records. */
  matching?: BulkTarget['matching'];
  onClose(): void;
}

/** What a colleague leaves goes to others: what it is, who takes it, how far it is, and the way back. */
export function HandOverDialog({ from, object, records = [], matching, onClose }: HandOverDialogProps) {
  const mayHandOver = useDefinitions().find('hand_over')?.can.create ?? false;
  const [id, setId] = useState<string>();
  if (object && !mayHandOver)
    return <BulkEditDialog object={object} records={records} matching={matching} field="owner" onClose={onClose} />;
  if (id) return <HandOverProgress id={id} onClose={onClose} />;
  const form = { from, object, onStarted: setId, onClose };
  return object && matching ? (
    <OfEverything {...form} object={object} matching={matching} />
  ) : (
    <HandOverForm {...form} records={records} />
  );
}

interface OfEverythingProps extends Omit<HandOverDialogProps, 'records' | 'matching'> {
  object: string;
  matching: NonNullable<BulkTarget['matching']>;
  onStarted(id: string): void;
}

/** Finds which records are meant, as they are now: these are handed over, whatever the filter admits later. */
function OfEverything({ object, matching, ...rest }: OfEverythingProps) {
  const t = useText();
  const target = { records: [], matching };
  const [read, setRead] = useState(0);
  const found = useQuery({
    queryKey: ['hand_over_of', object, matching],
    queryFn: ({ signal }) => collect(object, target, ['id', 'owner'], setRead, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  if (found.data) return <HandOverForm {...rest} object={object} records={found.data} />;
  return (
    <Modal open footer={null} title={t('action.transfer')} onCancel={rest.onClose}>
      <p role="status">
        {found.error
          ? reasonOf(found.error)
          : t('bulk.reading', { done: formatNumber(read), total: formatNumber(countOf(target)) })}
      </p>
    </Modal>
  );
}
