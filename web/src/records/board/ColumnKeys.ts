import { KeyboardSensor } from '@dnd-kit/react';
import { bringIntoRow } from '../../ui/useEdges.ts';

/** Drags by keys from one column to the next: an arrow is a column, not a few pixels. */
export class ColumnKeys extends KeyboardSensor {
  protected override handleMove(direction: 'up' | 'down' | 'left' | 'right', event: KeyboardEvent): void {
    event.preventDefault();
    const { shape, source } = this.manager.dragOperation;
    const row = document.querySelector<HTMLElement>('[data-columns]');
    if (!shape || !source || !row || direction === 'up' || direction === 'down') return;
    const columns = [...row.querySelectorAll<HTMLElement>('[data-column]')];
    const { x, y } = shape.current.center;
    const at = columns.findIndex((column) => column.getBoundingClientRect().right > x);
    const next = columns[at + (direction === 'right' ? 1 : -1)];
    if (at < 0 || !next) return;
    bringIntoRow(row, next);
    const box = next.getBoundingClientRect();
    const top = Math.min(Math.max(y, box.top + 80), box.bottom - 40);
    this.manager.actions.move({ event, by: { x: box.left + box.width / 2 - x, y: top - y } });
  }
}
