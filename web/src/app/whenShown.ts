import type { QueryClient } from '@tanstack/react-query';

/** How long a busy browser, and a slow line, are waited for. */
const longestUntilIdle = 1_500;
const longestUntilShown = 10_000;
const rest = 50;

/** Resolves when the first screen is drawn with what it asked for, or this takes very long: what can wait begins then. */
export async function whenShown(client: QueryClient): Promise<void> {
  const latest = performance.now() + longestUntilShown;
  do await idle();
  while (client.isFetching() > 0 && performance.now() < latest);
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window)
      window.requestIdleCallback(() => setTimeout(resolve, rest), { timeout: longestUntilIdle });
    else setTimeout(resolve, longestUntilIdle);
  });
}
