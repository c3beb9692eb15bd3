import { useSyncExternalStore } from 'react';

const narrow = window.matchMedia('(max-width: 720px)');

function watch(listener: () => void): () => void {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

/** Whether the screen is as narrow as a phone held upright. */
export function usePhone(): boolean {
  return useSyncExternalStore(watch, () => narrow.matches);
}
