import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
const everyHour = 3_600_000;
let waiting: ServiceWorker | null = null;
let asked = false;

/** Keeps the shell for times without a connection, and notices when the server has a newer one. Nothing while developing. */
export function startShellWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // The first worker of a browser takes over a page that is as new as itself: only one that was asked for reloads.
  navigator.serviceWorker.addEventListener('controllerchange', () => asked && window.location.reload());
  const register = () =>
    navigator.serviceWorker
      .register('/sw.js')
      .then(watch)
      .catch(() => undefined); // A browser that forbids workers works without.
  // What the first page needs comes first.
  if (document.readyState === 'complete') void register();
  else window.addEventListener('load', register);
}

function watch(registration: ServiceWorkerRegistration): void {
  const offer = (worker: ServiceWorker | null) => {
    if (!worker || !navigator.serviceWorker.controller) return;
    waiting = worker;
    for (const listener of listeners) listener();
  };
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => worker.state === 'installed' && offer(worker));
  });
  setInterval(() => void registration.update().catch(() => undefined), everyHour);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a newer shell waits to be used. */
export function useNewVersion(): boolean {
  return useSyncExternalStore(subscribe, () => waiting !== null);
}

/** Goes on with the newer shell. */
export function takeNewVersion(): void {
  asked = true;
  waiting?.postMessage('takeOver');
}

/** The name under which the product is installed: in the language that was chosen, until then in the browser's own. */
export function nameAppIn(language: string | null): void {
  const address = language ? `/manifest.webmanifest?lang=${language}` : '/manifest.webmanifest';
  document.querySelector('link[rel=manifest]')?.setAttribute('href', address);
}

function subscribeToConnection(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Whether the device has a connection at all. */
export function useOnline(): boolean {
  return useSyncExternalStore(subscribeToConnection, () => navigator.onLine);
}
