import type { KeyboardEvent, MouseEvent, RefObject } from 'react';

/** A line that was just added is drawn within a few frames, also where its inputs are still fetched. */
const mostFrames = 60;

/** Puts the focus into the first cell of a line as soon as it is there. */
export function focusIn(body: RefObject<HTMLTableSectionElement | null>, row: number, frames = mostFrames): void {
  requestAnimationFrame(() => {
    const input = inputsOf(body.current?.rows[row])[0];
    if (input) input.focus();
    else if (frames > 0) focusIn(body, row, frames - 1);
  });
}

/** Whether Enter was pressed in the last cell of a line, which it then leaves; what it means to an open list stays. */
export function isLineEnd(event: KeyboardEvent<HTMLTableRowElement>): boolean {
  const target = event.target as HTMLElement;
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.metaKey || event.ctrlKey || event.shiftKey) return false;
  return target.getAttribute('aria-expanded') !== 'true' && inputsOf(event.currentTarget).at(-1) === target;
}

/** Whether a button was pressed by a key: a finger that opens a line is not given a keyboard at once. */
export function isByKey(event: MouseEvent): boolean {
  return event.detail === 0;
}

/** What can be typed into, in a line, from left to right. */
function inputsOf(row: HTMLTableRowElement | undefined): HTMLElement[] {
  return [...(row?.querySelectorAll<HTMLElement>('input:not([type=hidden]):not(:disabled), textarea:not(:disabled)') ?? [])];
}
