import { useSyncExternalStore } from 'react';
import type { Mode } from '../theme/tokens.ts';
import { keepPreferences, type Preferences, readPreferences } from './keptPreferences.ts';

const listeners = new Set<() => void>();
let current = readPreferences();

export function preferences(): Preferences {
  return current;
}

export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  keepPreferences(current);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences);
}

const dark = window.matchMedia('(prefers-color-scheme: dark)');

function watchSystem(listener: () => void): () => void {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
}

/** Light or dark, after asking the system where the person left it to the system. */
export function useMode(): Mode {
  const system = useSyncExternalStore(watchSystem, () => dark.matches);
  const { mode } = usePreferences();
  return mode === 'system' ? (system ? 'dark' : 'light') : mode;
}
