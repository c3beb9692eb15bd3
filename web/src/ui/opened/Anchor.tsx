import { type Ref, type RefObject, useImperativeHandle } from 'react';

/** Stands for an element that is drawn elsewhere: what opens, opens beside that one. */
export function Anchor({ ref, to }: { ref?: Ref<HTMLElement | null>; to: RefObject<HTMLElement | null> }) {
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => to.current, [to]);
  return null;
}
