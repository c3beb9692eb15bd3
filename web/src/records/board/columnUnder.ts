import type { CollisionDetector } from '@dnd-kit/abstract';
import { CollisionType, Plugin } from '@dnd-kit/abstract';
import type { DragDropManager, Droppable } from '@dnd-kit/dom';

interface Point {
  x: number;
  y: number;
}

type Side = Pick<DOMRect, 'left' | 'right'>;

/** Half of what lies between two columns still belongs to the nearer one. */
const gap = 6;

/** Whether a point lies over the part of a column that its row shows; how high it is does not matter. */
export function isOver(x: number, column: Side, row: Side): boolean {
  return x >= Math.max(column.left - gap, row.left) && x < Math.min(column.right + gap, row.right);
}

/** The step whose column lies at a point now, wherever it lay when the drag began. */
export function stepAt(row: HTMLElement | null, point: Point): string | undefined {
  if (!row) return undefined;
  const shown = row.getBoundingClientRect();
  const columns = [...row.querySelectorAll<HTMLElement>('[data-column]')];
  return columns.find((column) => isOver(point.x, column.getBoundingClientRect(), shown))?.dataset.column;
}

/** Takes the column that lies under the pointer now: what was measured before the columns scrolled is no longer true. */
export const columnUnder: CollisionDetector = ({ dragOperation: { position }, droppable }) => {
  const column = (droppable as unknown as Droppable).element;
  const row = column?.closest('[data-columns]');
  if (!column || !row || !isOver(position.current.x, column.getBoundingClientRect(), row.getBoundingClientRect())) return null;
  return { id: droppable.id, value: 1, type: CollisionType.PointerIntersection, priority: droppable.collisionPriority ?? 0 };
};

/** Looks again at what lies under the pointer when the columns scroll and the pointer rests. */
export class LookWhileScrolling extends Plugin<DragDropManager> {
  constructor(manager: DragDropManager) {
    super(manager);
    const look = () => {
      if (manager.dragOperation.status.dragging) manager.collisionObserver.forceUpdate();
    };
    document.addEventListener('scroll', look, { capture: true, passive: true });
    this.destroy = () => document.removeEventListener('scroll', look, { capture: true });
  }
}
