import { useEffect, useSyncExternalStore } from 'react';

/** Who else has a record before them, as the server tells it. */
export interface Presence {
  object: string;
  record: string;
  people: { id: string; name: string }[];
}

type Look = (object: string | null, id: string | null) => void;

const nobody: Presence['people'] = [];
let looked: { object: string; id: string } | null = null;
let present: Presence | null = null;
let tell: Look | null = null;
const listeners = new Set<() => void>();

function notify(): void {
  for (const listener of listeners) listener();
}

/** Takes what the server tells; of a record that was left meanwhile it is no news. */
export function meet(next: Presence): void {
  if (next.object !== looked?.object || next.record !== looked.id) return;
  present = next;
  notify();
}

/** Gives the open line word of which record the page is about, now and whenever that changes. */
export function whenLooking(look: Look): { again(): void; end(): void } {
  tell = look;
  return {
    again: () => {
      if (looked) look(looked.object, looked.id);
    },
    end: () => {
      if (tell === look) tell = null;
    },
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says that this page is about the record, and answers who else's is. */
export function usePresence(object: string, id: string): Presence['people'] {
  useEffect(() => {
    looked = { object, id };
    tell?.(object, id);
    return () => {
      looked = null;
      present = null;
      tell?.(null, null);
      notify();
    };
  }, [object, id]);
  return useSyncExternalStore(subscribe, () => (present?.record === id ? present.people : nobody));
}
