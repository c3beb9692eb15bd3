import { ArrowDown, ArrowUp } from 'lucide-react';
import type { PointerEvent } from 'react';
import type { FieldMeta } from '../../api/meta.ts';
import { useText } from '../../i18n/text.ts';
import { alignOf } from '../kinds/registry.ts';
import type { SortKey } from './listState.ts';
import styles from './RecordTable.module.css';

interface ColumnHeaderProps {
  field: FieldMeta;
  sticky: boolean;
  sort: SortKey | undefined;
  onSort(keepOthers: boolean): void;
  onResize(width: number): void;
}

/** A column's name; a click orders by it, Shift adds it to the order, the right edge drags its width. */
export function ColumnHeader({ field, sticky, sort, onSort, onResize }: ColumnHeaderProps) {
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
      className={`${styles.head} ${sticky ? styles.sticky : ''}`}
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
      <span className={styles.resizer} onPointerDown={startDrag} aria-hidden="true" />
    </div>
  );
}
