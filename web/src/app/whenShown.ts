import type { QueryClient } from '@tanstack/react-query';

const longestDelay = 1_500;
const rest = 50;

/** Resolves when the first screen is drawn with what it asked for, at the latest after a moment: what can wait begins then. */
export async function whenShown(client: QueryClient): Promise<void> {
  const latest = performance.now() + longestDelay;
  do await idle();
  while (client.isFetching() > 0 && performance.now() < latest);
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => setTimeout(resolve, rest), { timeout: longestDelay });
    else setTimeout(resolve, longestDelay);
  });
}
