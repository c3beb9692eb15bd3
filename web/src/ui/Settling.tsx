import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';

type Watch = (by: 1 | -1) => void;

const Watching = createContext<Watch | null>(null);

/** Says, as long as it is drawn, that something is still coming here. */
export function useComing(): void {
  const watch = useContext(Watching);
  useLayoutEffect(() => {
    watch?.(1);
    return () => watch?.(-1);
  }, [watch]);
}

/** Something is still coming here, and nothing is drawn for it. */
export function Coming() {
  useComing();
  return null;
}

/** Tells once nothing within is still coming: what stands below may be shown then, and will not be pushed away. */
export function Settling({ onSettled, children }: { onSettled(): void; children: ReactNode }) {
  const latest = useRef(onSettled);
  latest.current = onSettled;
  const [counter] = useState(() => countComing(() => latest.current()));
  useEffect(counter.check, []);
  return <Watching value={counter.watch}>{children}</Watching>;
}

/** Counts what is coming; where one thing takes the place of another in the same draw, it goes on. */
export function countComing(onSettled: () => void): { watch: Watch; check(): void } {
  let coming = 0;
  const check = () => {
    if (coming === 0) onSettled();
  };
  return {
    watch: (by) => {
      coming += by;
      queueMicrotask(check);
    },
    check,
  };
}

/** Nothing is held back for longer than this, milliseconds. */
const longest = 3_000;

/** Whether something has settled, or was waited for long enough. */
export function useSettled(): readonly [boolean, () => void] {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), longest);
    return () => clearTimeout(timer);
  }, []);
  return [isSettled, () => setSettled(true)];
}
