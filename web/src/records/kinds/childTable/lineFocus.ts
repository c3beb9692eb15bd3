import type { KeyboardEvent, MouseEvent, RefObject } from 'react';

/** A line that was just added is drawn within a few frames, also where its inputs are still fetched. */
const mostFrames = 60;

/** Puts the focus into a cell of a line, or its first, as soon as it is there. */
export function focusIn(body: RefObject<HTMLTableSectionElement | null>, row: number, column = 0, frames = mostFrames): void {
  requestAnimationFrame(() => {
    const inputs = inputsOf(body.current?.rows[row]);
    const input = inputs[column] ?? inputs[0];
    if (input) input.focus();
    else if (frames > 0) focusIn(body, row, column, frames - 1);
  });
}

/**
 * The cell, counted from the left, in which Enter was pressed to go on to the next line; undefined where it means something else:
 * to an open list, to what has several lines of its own, and to the list of a line that is still empty.
 */
export function leftByEnter(event: KeyboardEvent<HTMLTableRowElement>, isBlank = false): number | undefined {
  const target = event.target as HTMLElement;
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.metaKey || event.ctrlKey || event.shiftKey)
    return undefined;
  const inputs = inputsOf(event.currentTarget);
  const column = inputs.indexOf(target);
  if (column < 0 || target.getAttribute('aria-expanded') === 'true') return undefined;
  if (target.tagName === 'TEXTAREA' && column < inputs.length - 1) return undefined;
  return isBlank && target.getAttribute('role') === 'combobox' ? undefined : column;
}

/** The next cell of the line, where Tab would stop at the cross that empties this one; backwards, the cross is reached. */
export function pastClearing(event: KeyboardEvent<HTMLTableRowElement>): HTMLElement | undefined {
  const target = event.target as HTMLElement;
  if (event.key !== 'Tab' || event.shiftKey || target.getAttribute('aria-expanded') === 'true') return undefined;
  const inputs = inputsOf(event.currentTarget);
  return target.closest('.ant-select')?.querySelector('.ant-select-clear') ? inputs[inputs.indexOf(target) + 1] : undefined;
}

/** Whether a button was pressed by a key: a finger that opens a line is not given a keyboard at once. */
export function isByKey(event: MouseEvent): boolean {
  return event.detail === 0;
}

/** What can be typed into, in a line, from left to right. */
function inputsOf(row: HTMLTableRowElement | undefined): HTMLElement[] {
  return [...(row?.querySelectorAll<HTMLElement>('input:not([type=hidden]):not(:disabled), textarea:not(:disabled)') ?? [])];
}
