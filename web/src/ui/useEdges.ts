import { type RefObject, useEffect, useState } from 'react';

/** On which sides a row that scrolls hides some of itself; `data-hides` fades it out there. */
export function useEdges(row: RefObject<HTMLElement | null>, items: number) {
  const [hides, setHides] = useState<'start' | 'end' | 'both'>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: more items are more to hide
  useEffect(() => {
    const element = row.current;
    if (!element) return;
    const look = () => {
      const left = element.scrollWidth - element.clientWidth - element.scrollLeft;
      const [start, end] = [element.scrollLeft > 1, left > 1];
      setHides(start && end ? 'both' : start ? 'start' : end ? 'end' : undefined);
    };
    look();
    const watcher = new ResizeObserver(look);
    watcher.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      watcher.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [row, items]);
  return hides;
}

/** As wide as `data-hides` fades, in pixels. */
const fade = 32;

/** Scrolls a row, and nothing around it, until one of its items is in full sight. */
export function bringIntoRow(row: HTMLElement | null, item: HTMLElement | null | undefined): void {
  if (!row || !item) return;
  const [outer, inner] = [row.getBoundingClientRect(), item.getBoundingClientRect()];
  if (inner.left < outer.left + fade) row.scrollLeft -= outer.left + fade - inner.left;
  else if (inner.right > outer.right - fade) row.scrollLeft += inner.right - outer.right + fade;
}
