export interface Toast {
  id: number;
  message: string;
  tone: 'done' | 'error';
  action?: { label: string; run: () => void };
  /** Milliseconds until it goes by itself. */
  life: number;
  /** Of what kind it is, how many times that was done, and how it is said of several. */
  group?: Group & { count: number };
}

/** What may be done several times in a row: one message speaks of all of them, and takes all of them back. */
export interface Group {
  key: string;
  said(count: number): string;
}

/** More would cover what one works on. */
const most = 2;

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

/** What can be taken back or must be read stays beside what comes next; a mere word gives way to it. */
function show(toast: Omit<Toast, 'id'>): void {
  const id = next++;
  const staying = toasts.filter((shown) => shown.action || shown.tone === 'error');
  set([...staying.slice(1 - most), { ...toast, id }]);
  setTimeout(() => dismiss(id), toast.life);
}

/** Says that something was done; with something to go on to, it stays for ten seconds. */
export function tellDone(message: string, action?: Toast['action']): void {
  show({ message, tone: 'done', action, life: action ? 10_000 : 4000 });
}

/** For how long what was done to one record, or to many, can be taken back. */
const undoTimes = { one: 10_000, many: 30_000 };

/** Says that something was done and can be taken back for ten seconds, or half a minute where it was done to many; what was done again and again is said once. */
export function tellUndoable(
  message: string,
  label: string,
  undo: () => void,
  group?: Group,
  what: keyof typeof undoTimes = 'one',
): void {
  const before = group && toasts.find((shown) => shown.group?.key === group.key);
  if (before) set(toasts.filter((shown) => shown !== before));
  const count = (before?.group?.count ?? 0) + 1;
  const run = () => {
    undo();
    before?.action?.run();
  };
  show({
    message: group && count > 1 ? group.said(count) : message,
    tone: 'done',
    life: undoTimes[what],
    action: { label, run },
    group: group && { ...group, count },
  });
}

/** Says what went wrong; stays longer, because it must be read. */
export function tellError(message: string, action?: Toast['action']): void {
  show({ message, tone: 'error', life: 8000, action });
}
