import { Unreadable } from '../kinds/unreadable.ts';

const prefix = 'tongke.draft.';

const owner = 'tongke.drafts.of';

/** Drafts are for the person who typed them: somebody else who signs in here finds none. */
export function keepDraftsOf(userId: string): void {
  if (localStorage.getItem(owner) === userId) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  localStorage.setItem(owner, userId);
}

/** What was typed and not yet saved; it outlives a closed tab and a failed save. */
export function readDraft(key: string): Record<string, unknown> | null {
  try {
    return JSON.parse(localStorage.getItem(prefix + key) ?? 'null') as Record<string, unknown> | null;
  } catch {
    return null;
  }
}

export function writeDraft(key: string, values: Record<string, unknown>): void {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(readable(values)));
  } catch {
    // Without storage the form itself still holds what was typed.
  }
}

export function clearDraft(key: string): void {
  localStorage.removeItem(prefix + key);
}

/** What can be read of what was typed. */
function readable(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !(value instanceof Unreadable)));
}
