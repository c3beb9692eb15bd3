import { useSyncExternalStore } from 'react';

/** What is needed of the router; the pages it leads to need it too, so it comes to them this way. */
interface Router {
  navigate(address: string): unknown;
  subscribe(tell: () => void): () => void;
  readonly state: { readonly location: { readonly pathname: string } };
}

let router: Router | undefined;

/** Says who leads to addresses within the product; until then they are loaded. */
export function navigateBy(way: Router): void {
  router = way;
}

/** Goes to an address within the product. */
export function goTo(address: string): void {
  if (router) void router.navigate(address);
  else location.assign(address);
}

/** Whether a page is this place or stands within it; the start page has nothing within. */
export function isWithin(pathname: string, place: string): boolean {
  return pathname === place || (place !== '/' && pathname.startsWith(`${place}/`));
}

/** Whether one is at the place now. Who asks is drawn anew when that changes, and not with every move. */
export function useIsHere(place: string): boolean {
  return useSyncExternalStore(subscribe, () => isWithin(router?.state.location.pathname ?? location.pathname, place));
}

function subscribe(tell: () => void): () => void {
  return router?.subscribe(tell) ?? (() => undefined);
}
