// A module, so that the worker's own scope stands in for the page's.
export {};

declare const self: ServiceWorkerGlobalScope;

/** Put in by the build: the version of the shell, and the files it cannot start without. */
declare const __SHELL_VERSION__: string;
declare const __SHELL_FILES__: readonly string[];

const prefix = 'tongke-shell-';
const cacheName = prefix + __SHELL_VERSION__;

/** The page behind every address a person opens: routes are the client's. */
const shell = '/';

/** Addresses for software: what they answer is never kept, and without a connection they fail as they do without a worker. */
const interfaces = /^\/(api|v1|connect|openapi|docs|mcp|metrics|healthz|readyz|f|q|\.well-known)(\/|$)/;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      // What the page has just fetched comes from the browser's own cache; only the page itself is asked for anew.
      .then((cache) => cache.addAll([new Request(shell, { cache: 'reload' }), ...__SHELL_FILES__])),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      await Promise.all(names.filter((name) => name.startsWith(prefix) && name !== cacheName).map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

// The person decides when a new version takes over; until then the one that the page began with stays whole.
self.addEventListener('message', (event) => {
  if (event.data === 'takeOver') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || interfaces.test(url.pathname)) return;
  if (request.mode === 'navigate') event.respondWith(pageOf(request));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(fileOf(request));
});

/** The page from the server; without a connection the kept one, which then says so. */
async function pageOf(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (failure) {
    const kept = await caches.match(shell, { cacheName });
    if (kept) return kept;
    throw failure;
  }
}

/** A file of the build has its content in its name: what is kept is right. */
async function fileOf(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.status === 200) await cache.put(request, response.clone());
  return response;
}
