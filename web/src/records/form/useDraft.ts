import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { writeDraft } from './drafts.ts';

/** How long after a key a draft is written: between keys the page has better things to do. */
const pause = 250;

/** Keeps what is typed as a draft: shortly after the last key, and at once when the form or the page goes. */
export function useDraft(key: string | null, touched: RefObject<boolean>): (values: Record<string, unknown>) => void {
  const waiting = useRef<{ values: Record<string, unknown>; timer: ReturnType<typeof setTimeout> } | null>(null);
  const keep = useCallback(() => {
    const last = waiting.current;
    waiting.current = null;
    if (!last) return;
    clearTimeout(last.timer);
    // What was saved or taken back meanwhile is no draft any more.
    if (key && touched.current) writeDraft(key, last.values);
  }, [key, touched]);
  useEffect(() => {
    addEventListener('pagehide', keep);
    return () => {
      removeEventListener('pagehide', keep);
      keep();
    };
  }, [keep]);
  return useCallback(
    (values) => {
      clearTimeout(waiting.current?.timer);
      waiting.current = { values, timer: setTimeout(keep, pause) };
    },
    [keep],
  );
}
