import { useSyncExternalStore } from 'react';

/** A record that was looked at. Only where it is, never what it is called: names are read with the rights of the moment. */
export interface Visited {
  object: string;
  id: string;
}

const kept = 20;
const listeners = new Set<() => void>();
const known = new Map<string, readonly Visited[]>();
const storageKey = (user: string) => `tongke.recents.${user}`;

function read(user: string): readonly Visited[] {
  const before = known.get(user);
  if (before) return before;
  let stored: readonly Visited[] = [];
  try {
    stored = JSON.parse(localStorage.getItem(storageKey(user)) ?? '[]') as Visited[];
  } catch {
    // What can't be read is forgotten.
  }
  known.set(user, stored);
  return stored;
}

/** Puts a record in front of those that were looked at before. */
export function visit(user: string, visited: Visited): void {
  const before = read(user);
  if (before[0]?.id === visited.id) return;
  const next = [visited, ...before.filter((other) => other.id !== visited.id)].slice(0, kept);
  known.set(user, next);
  try {
    localStorage.setItem(storageKey(user), JSON.stringify(next));
  } catch {
    // A browser that forbids storage remembers until the tab closes.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useRecents(user: string): readonly Visited[] {
  return useSyncExternalStore(subscribe, () => read(user));
}
