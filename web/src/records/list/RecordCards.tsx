import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { FieldValue } from '../FieldValue.tsx';
import { linkName, parseLink } from '../kinds/shared/reference.ts';
import { TickBox } from '../TickBox.tsx';
import { isEmpty, titleOf } from '../values.ts';
import styles from './RecordCards.module.css';
import { SwipeCard } from './SwipeCard.tsx';

interface RecordCardsProps {
  object: ObjectMeta;
  columns: readonly FieldMeta[];
  rows: readonly RecordData[];
  hasMore: boolean;
  onMore(): void;
}

/** The list for one hand: a card each, the first four facts there are, the whole card leads to the record. */
export function RecordCards({ object, columns, rows, hasMore, onMore }: RecordCardsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 108,
    overscan: 6,
    gap: 8,
  });
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - 8) onMore();
  }, [hasMore, last, rows.length, onMore]);
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul className={styles.cards} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const record = rows[item.index];
          return record ? (
            <li
              key={record.id}
              ref={virtual.measureElement}
              data-index={item.index}
              className={styles.card}
              style={{ top: item.start }}
            >
              <SwipeCard object={object} record={record}>
                <div className={styles.head}>
                  <TickBox object={object} record={record} />
                  <Link to={`/o/${object.name}/${record.id}`}>{titleOf(object, record)}</Link>
                </div>
                <dl>
                  {factsOf(object, columns, record).map((field) => (
                    <div key={field.name} data-wide={isLong(record[field.name]) || undefined}>
                      <dt>{field.label}</dt>
                      <dd>
                        <FieldValue field={field} value={record[field.name]} record={record} compact />
                      </dd>
                    </div>
                  ))}
                </dl>
              </SwipeCard>
            </li>
          ) : null;
        })}
      </ul>
    </div>
  );
}

/** Whether a name needs the whole width of a card. */
function isLong(value: unknown): boolean {
  const link = parseLink(value);
  return link !== null && (linkName(link) ?? '').length > 10;
}

function factsOf(object: ObjectMeta, columns: readonly FieldMeta[], record: RecordData): FieldMeta[] {
  return columns.filter((f) => f.name !== object.nameField && !isEmpty(record[f.name])).slice(0, 4);
}
