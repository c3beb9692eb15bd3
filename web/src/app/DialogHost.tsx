import { lazy, Suspense, useSyncExternalStore } from 'react';
import { asksForPlace } from '../visits/placeAction.ts';
import { closeDialog, type Dialog, readDialogs, watchDialogs } from './dialogs.ts';

const CreateDialog = lazy(() => import('../records/form/CreateDialog.tsx').then((m) => ({ default: m.CreateDialog })));
const ActionDialog = lazy(() => import('../records/actions/ActionDialog.tsx').then((m) => ({ default: m.ActionDialog })));
const CheckInDialog = lazy(() => import('../visits/CheckInDialog.tsx').then((m) => ({ default: m.CheckInDialog })));
const RefusalDialog = lazy(() => import('../records/actions/RefusalDialog.tsx').then((m) => ({ default: m.RefusalDialog })));
const ConflictDialog = lazy(() => import('../records/actions/ConflictDialog.tsx').then((m) => ({ default: m.ConflictDialog })));
const BulkEditDialog = lazy(() => import('../records/actions/BulkEditDialog.tsx').then((m) => ({ default: m.BulkEditDialog })));
const BulkDeleteDialog = lazy(() =>
  import('../records/actions/BulkDeleteDialog.tsx').then((m) => ({ default: m.BulkDeleteDialog })),
);
const ExportDialog = lazy(() => import('../jobs/ExportDialog.tsx').then((m) => ({ default: m.ExportDialog })));
const RevealDialog = lazy(() => import('../records/actions/RevealDialog.tsx').then((m) => ({ default: m.RevealDialog })));
const PreviewDialog = lazy(() => import('../records/attachments/PreviewDialog.tsx').then((m) => ({ default: m.PreviewDialog })));
const KeysDialog = lazy(() => import('./KeysDialog.tsx').then((m) => ({ default: m.KeysDialog })));

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
      return <CreateDialog {...dialog} onClose={onClose} />;
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
    case 'keys':
      return <KeysDialog onClose={onClose} />;
  }
}
