import { useEffect, useRef } from 'react';
import { isTyping } from '../../app/useKey.ts';

/** ↓ and J lead from the page, where nothing has the focus, into the table. */
export function useWayIn(enter: () => void): void {
  const latest = useRef(enter);
  latest.current = enter;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!leadsIn(event) || isTyping(event.target)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

/** Whether a key is pressed on the page itself, or on its main part, which takes the focus when one comes to it. */
export function leadsIn(
  event: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'defaultPrevented' | 'target'>,
): boolean {
  const on = event.target as Pick<HTMLElement, 'tagName'> | null;
  return (
    (event.key === 'ArrowDown' || event.key.toLowerCase() === 'j') &&
    !(event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) &&
    (on?.tagName === 'BODY' || on?.tagName === 'MAIN')
  );
}
