import { useEffect, useRef } from 'react';

/** Runs on a single key, when the person is not typing and nothing lies above the screen. */
export function useKey(key: string, run: (event: KeyboardEvent) => unknown, enabled = true): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== key ||
        event.metaKey ||
        event.ctrlKey ||
        event.altKey ||
        event.defaultPrevented ||
        isTyping(event.target)
      )
        return;
      event.preventDefault();
      latest.current(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [key, enabled]);
}

/** Whether keys are for what has the focus or lies above the screen. */
export function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  if (!element) return false;
  if (document.querySelector('.ant-modal-wrap:not([style*="display: none"]), [data-palette]')) return true;
  return (
    element.isContentEditable ||
    (/^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && (element as HTMLInputElement).type !== 'checkbox')
  );
}
