interface Span {
  left: number;
  right: number;
}

/** How far a table scrolls sideways until a cell stands whole in the room beside its frozen columns; from its beginning where it is wider. */
export function shiftInto(room: Span, cell: Span): number {
  if (room.right <= room.left) return 0;
  const toLeft = cell.left - room.left;
  if (toLeft < 0) return toLeft;
  return Math.max(0, Math.min(cell.right - room.right, toLeft));
}
