import { Button } from 'antd';
import { Maximize2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/Empty.tsx';
import { FieldValue } from '../FieldValue.tsx';
import { LoadedRecord } from '../record/RecordPage.tsx';
import { isEmpty, titleOf } from '../values.ts';
import styles from './Split.module.css';

interface SplitProps {
  object: ObjectMeta;
  columns: readonly FieldMeta[];
  rows: readonly RecordData[];
  open: string | undefined;
  hasMore: boolean;
  onMore(): void;
  onOpen(id: string): void;
}

const facts = 2;

/** The list on the left, the record one looks at on the right: the arrow keys walk, nothing is left. */
export function Split({ object, columns, rows, open, hasMore, onMore, onOpen }: SplitProps) {
  const t = useText();
  const navigate = useNavigate();
  const list = useRef<HTMLDivElement>(null);
  const at = rows.findIndex((row) => row.id === open);
  const near = hasMore && at >= rows.length - 8;
  useEffect(() => {
    if (near) onMore();
  }, [near, onMore]);
  const go = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (!row) return;
    onOpen(row.id);
    list.current?.querySelector<HTMLElement>(`[data-id="${row.id}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The row with the focus may be ahead of the record that is shown: keys come faster than pages are drawn.
    const focused = (event.target as HTMLElement).dataset.id;
    const here = focused === undefined ? at : rows.findIndex((row) => row.id === focused);
    const moves: Record<string, number> = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 };
    const next = moves[event.key];
    if (event.key === 'Enter' && (focused ?? open)) navigate(`/o/${object.name}/${focused ?? open}`);
    else if (next === undefined) return;
    else go(next);
    event.preventDefault();
  };
  return (
    <div className={styles.split}>
      <div
        ref={list}
        className={styles.list}
        role="listbox"
        tabIndex={at < 0 ? 0 : -1}
        aria-label={t('split.list')}
        onKeyDown={onKeyDown}
        onScroll={(event) => {
          const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
          if (hasMore && scrollHeight - scrollTop - clientHeight < 600) onMore();
        }}
      >
        {rows.map((row) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys of its rows
          <div
            key={row.id}
            role="option"
            data-id={row.id}
            aria-selected={row.id === open}
            tabIndex={row.id === open ? 0 : -1}
            className={styles.row}
            onClick={() => onOpen(row.id)}
          >
            <strong>{titleOf(object, row)}</strong>
            <span className={styles.facts} inert>
              {columns
                .filter((f) => f.name !== object.nameField && !isEmpty(row[f.name]))
                .slice(0, facts)
                .map((field) => (
                  <span key={field.name} title={field.label}>
                    <FieldValue field={field} value={row[field.name]} record={row} compact />
                  </span>
                ))}
            </span>
          </div>
        ))}
      </div>
      <section className={styles.preview} aria-label={at >= 0 ? titleOf(object, rows[at] ?? {}) : object.label}>
        {open ? (
          <>
            <Button
              type="text"
              size="small"
              className={styles.whole}
              icon={<Maximize2 size={14} />}
              onClick={() => navigate(`/o/${object.name}/${open}`)}
            >
              {t('split.openPage')}
            </Button>
            <LoadedRecord key={open} object={object} id={open} beside />
          </>
        ) : (
          <Empty title={t('split.choose')}>{t('split.chooseHint')}</Empty>
        )}
      </section>
    </div>
  );
}
