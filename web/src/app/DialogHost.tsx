import { Suspense, useSyncExternalStore } from 'react';
import { learnAdmin } from '../i18n/admin.ts';
import { learnBench } from '../i18n/bench.ts';
import { fetchInputs } from '../records/kinds/shared/lazyInput.tsx';
import { lazyPart } from '../ui/lazyPart.tsx';
import { asksForPlace } from '../visits/placeAction.ts';
import { closeDialog, type Dialog, readDialogs, watchDialogs } from './dialogs.ts';

/** A form is drawn with its inputs, never before them. */
async function withInputs<T>(dialog: Promise<T>): Promise<T> {
  await fetchInputs();
  return dialog;
}

const CreateDialog = lazyPart(() => withInputs(import('../records/form/CreateDialog.tsx').then((m) => m.CreateDialog)));
const ActionDialog = lazyPart(() => withInputs(import('../records/actions/ActionDialog.tsx').then((m) => m.ActionDialog)));
const CheckInDialog = lazyPart(async () => {
  await learnBench();
  return (await import('../visits/CheckInDialog.tsx')).CheckInDialog;
});
const RefusalDialog = lazyPart(() => withInputs(import('../records/actions/RefusalDialog.tsx').then((m) => m.RefusalDialog)));
const ConflictDialog = lazyPart(() => import('../records/actions/ConflictDialog.tsx').then((m) => m.ConflictDialog));
const BulkEditDialog = lazyPart(() => withInputs(import('../records/actions/BulkEditDialog.tsx').then((m) => m.BulkEditDialog)));
const BulkDeleteDialog = lazyPart(() => import('../records/actions/BulkDeleteDialog.tsx').then((m) => m.BulkDeleteDialog));
const ExportDialog = lazyPart(() => import('../jobs/ExportDialog.tsx').then((m) => m.ExportDialog));
const RevealDialog = lazyPart(() => import('../records/actions/RevealDialog.tsx').then((m) => m.RevealDialog));
const PreviewDialog = lazyPart(() => import('../records/attachments/PreviewDialog.tsx').then((m) => m.PreviewDialog));
const HandOverDialog = lazyPart(async () => {
  await learnAdmin();
  return (await import('../handover/HandOverDialog.tsx')).HandOverDialog;
});
const ShareViewDialog = lazyPart(async () => {
  await learnAdmin();
  return (await import('../records/list/ShareViewDialog.tsx')).ShareViewDialog;
});
const UnsavedDialog = lazyPart(() => import('./UnsavedDialog.tsx').then((m) => m.UnsavedDialog));
const KeysDialog = lazyPart(() => import('./KeysDialog.tsx').then((m) => m.KeysDialog));

/** Draws the dialogs that are open, each above the one before. */
export function DialogHost() {
  const dialogs = useSyncExternalStore(watchDialogs, readDialogs);
  return (
    <Suspense fallback={null}>
      {dialogs.map((dialog, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: dialogs are a stack
        <OneDialog key={index} dialog={dialog} onClose={() => closeDialog(dialog)} />
      ))}
    </Suspense>
  );
}

function OneDialog({ dialog, onClose }: { dialog: Dialog; onClose(): void }) {
  switch (dialog.kind) {
    case 'create':
      // A hand-over is asked for by its own form, which says beforehand what it takes and offers what the person may do.
      return dialog.object === 'hand_over' ? (
        <HandOverDialog onClose={onClose} />
      ) : (
        <CreateDialog {...dialog} onClose={onClose} />
      );
    case 'action':
      return asksForPlace(dialog.action) ? (
        <CheckInDialog {...dialog} onClose={onClose} />
      ) : (
        <ActionDialog {...dialog} onClose={onClose} />
      );
    case 'refusal':
      return <RefusalDialog {...dialog} onClose={onClose} />;
    case 'conflict':
      return <ConflictDialog {...dialog} onClose={onClose} />;
    case 'bulkEdit':
      return <BulkEditDialog {...dialog} onClose={onClose} />;
    case 'bulkDelete':
      return <BulkDeleteDialog {...dialog} onClose={onClose} />;
    case 'export':
      return <ExportDialog {...dialog} onClose={onClose} />;
    case 'reveal':
      return <RevealDialog {...dialog} onClose={onClose} />;
    case 'preview':
      return <PreviewDialog {...dialog} onClose={onClose} />;
    case 'handOver':
      return <HandOverDialog {...dialog} onClose={onClose} />;
    case 'shareView':
      return <ShareViewDialog {...dialog} onClose={onClose} />;
    case 'unsaved':
      return <UnsavedDialog {...dialog} onClose={onClose} />;
    case 'keys':
      return <KeysDialog onClose={onClose} />;
  }
}
