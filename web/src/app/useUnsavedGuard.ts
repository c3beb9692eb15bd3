import { useCallback, useEffect } from 'react';
import { type Blocker, type BlockerFunction, useBlocker } from 'react-router';
import { closeDialog, type Dialog, openDialog } from './dialogs.ts';

interface Place {
  pathname: string;
  search: string;
}

/** Whether a page shows something else at the next address; a mark within the page is the same. */
export function isElsewhere(from: Place, to: Place): boolean {
  return from.pathname !== to.pathname || from.search !== to.search;
}

let free = false;

/** Goes without asking: what was edited is saved, or given up knowingly. */
export function leaving<T>(go: () => T): T {
  free = true;
  try {
    return go();
  } finally {
    free = false;
  }
}

/** Whether a way out is asked about: only with something unsaved, and only one that leads elsewhere. */
export function asksFirst(unsaved: boolean, from: Place, to: Place): boolean {
  return unsaved && !free && isElsewhere(from, to);
}

/** Asks before what was edited and not saved is left behind, by a link of ours or by closing the tab. */
export function useUnsavedGuard(unsaved: boolean): void {
  const blocker = useBlocker(
    useCallback<BlockerFunction>(
      ({ currentLocation, nextLocation }) => asksFirst(unsaved, currentLocation, nextLocation),
      [unsaved],
    ),
  );
  useAsking(blocker);
  useEffect(() => {
    if (!unsaved) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [unsaved]);
}

function useAsking(blocker: Blocker): void {
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    const dialog: Dialog = { kind: 'unsaved', onStay: () => blocker.reset(), onLeave: () => blocker.proceed() };
    openDialog(dialog);
    return () => closeDialog(dialog);
  }, [blocker]);
}
