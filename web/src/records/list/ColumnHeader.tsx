import { ArrowDown, ArrowUp, Pin, PinOff } from 'lucide-react';
import type { PointerEvent } from 'react';
import type { FieldMeta } from '../../api/meta.ts';
import { useText } from '../../i18n/text.ts';
import { alignOf } from '../kinds/registry.ts';
import type { SortKey } from './listState.ts';
import styles from './RecordTable.module.css';

interface ColumnHeaderProps {
  field: FieldMeta;
  /** How far from the left it stays in sight; absent where it scrolls. */
  left: number | undefined;
  isLastFrozen: boolean;
  onFreeze(): void;
  sort: SortKey | undefined;
  onSort(keepOthers: boolean): void;
  onResize(width: number): void;
}

/** A column's name; a click orders by it, Shift adds it to the order, the right edge drags its width. */
export function ColumnHeader({ field, left, isLastFrozen, onFreeze, sort, onSort, onResize }: ColumnHeaderProps) {
  const t = useText();
  const startDrag = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    const cell = event.currentTarget.parentElement;
    const [from, width] = [event.clientX, cell?.offsetWidth ?? 0];
    const move = (next: globalThis.PointerEvent) => onResize(width + next.clientX - from);
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', () => window.removeEventListener('pointermove', move), { once: true });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual sheet cannot be a table element
    <div
      role="columnheader"
      tabIndex={-1}
      aria-sort={sort ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      style={{ left }}
      className={`${styles.head} ${left === undefined ? '' : styles.sticky} ${isLastFrozen ? styles.lastFrozen : ''}`}
      data-align={alignOf(field)}
    >
      <button
        type="button"
        disabled={field.sortable === false}
        title={field.sortable === false ? field.label : t('list.sortHint', { field: field.label })}
        onClick={(event) => onSort(event.shiftKey)}
      >
        <span>{field.label}</span>
        {sort && (sort.descending ? <ArrowDown size={12} aria-hidden="true" /> : <ArrowUp size={12} aria-hidden="true" />)}
      </button>
      <button
        type="button"
        className={styles.pin}
        aria-pressed={isLastFrozen}
        aria-label={t(isLastFrozen ? 'columns.unfreeze' : 'columns.freeze', { field: field.label })}
        title={t(isLastFrozen ? 'columns.unfreeze' : 'columns.freeze', { field: field.label })}
        onClick={onFreeze}
      >
        {isLastFrozen ? <PinOff size={12} aria-hidden="true" /> : <Pin size={12} aria-hidden="true" />}
      </button>
      <span className={styles.resizer} onPointerDown={startDrag} aria-hidden="true" />
    </div>
  );
}
