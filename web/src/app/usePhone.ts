import { useSyncExternalStore } from 'react';

// Made when it is first asked for: what reads a field's kind needs no window.
let made: MediaQueryList | undefined;

function narrow(): MediaQueryList {
  made ??= window.matchMedia('(max-width: 720px)');
  return made;
}

function watch(listener: () => void): () => void {
  narrow().addEventListener('change', listener);
  return () => narrow().removeEventListener('change', listener);
}

/** Whether the screen is as narrow as a phone held upright. */
export function usePhone(): boolean {
  return useSyncExternalStore(watch, () => narrow().matches);
}
