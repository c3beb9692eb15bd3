export interface Toast {
  id: number;
  message: string;
  tone: 'done' | 'error';
  action?: { label: string; run: () => void };
  /** Milliseconds until it goes by itself. */
  life: number;
}

let toasts: readonly Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

export function readToasts(): readonly Toast[] {
  return toasts;
}

export function watchToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function set(changed: readonly Toast[]): void {
  toasts = changed;
  for (const listener of listeners) listener();
}

export function dismiss(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

function show(toast: Omit<Toast, 'id'>): void {
  const id = next++;
  set([...toasts.slice(-2), { ...toast, id }]);
  setTimeout(() => dismiss(id), toast.life);
}

/** Says that something was done. */
export function tellDone(message: string): void {
  show({ message, tone: 'done', life: 4000 });
}

/** Says that something was done and can be taken back for ten seconds. */
export function tellUndoable(message: string, label: string, undo: () => void): void {
  show({ message, tone: 'done', life: 10_000, action: { label, run: undo } });
}

/** Says what went wrong; stays longer, because it must be read. */
export function tellError(message: string, action?: Toast['action']): void {
  show({ message, tone: 'error', life: 8000, action });
}
