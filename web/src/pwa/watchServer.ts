import { useEffect, useRef } from 'react';

/** How long until the server is asked again, in milliseconds; the last is repeated. */
const waits = [1_000, 2_000, 4_000, 8_000, 15_000];

async function isServerThere(): Promise<boolean> {
  return fetch('/healthz', { cache: 'no-store' }).then(
    (answer) => answer.ok,
    () => false,
  );
}

/** Asks whether the server is there, ever less often, and at once when the device has a connection again; says so each time it is. */
export function watchServer(
  onThere: () => void,
  ask: () => Promise<boolean> = isServerThere,
  device: Pick<EventTarget, 'addEventListener' | 'removeEventListener'> = window,
): () => void {
  let attempt = 0;
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    timer = setTimeout(look, waits[Math.min(attempt, waits.length - 1)]);
    attempt++;
  };
  const look = async () => {
    clearTimeout(timer);
    const mine = ++turn;
    const there = await ask();
    if (mine !== turn) return;
    if (there) onThere();
    wait();
  };
  const lookAnew = () => {
    attempt = 0;
    void look();
  };
  device.addEventListener('online', lookAnew);
  device.addEventListener('focus', lookAnew);
  wait();
  return () => {
    turn++;
    clearTimeout(timer);
    device.removeEventListener('online', lookAnew);
    device.removeEventListener('focus', lookAnew);
  };
}

/** Tries again by itself as soon as the server, which could not be reached, is there. */
export function useRecovery(isAway: boolean, recover: () => void): void {
  const latest = useRef(recover);
  latest.current = recover;
  useEffect(() => (isAway ? watchServer(() => latest.current()) : undefined), [isAway]);
}
