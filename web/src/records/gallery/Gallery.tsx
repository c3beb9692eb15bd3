import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { fileUrl } from '../../api/files.ts';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { Icon } from '../../ui/Icon.tsx';
import { FieldValue } from '../FieldValue.tsx';
import { attachmentId, parseAttachment } from '../kinds/file/attachment.ts';
import { isEmpty, titleOf } from '../values.ts';
import styles from './Gallery.module.css';

interface GalleryProps {
  object: ObjectMeta;
  columns: readonly FieldMeta[];
  rows: readonly RecordData[];
  hasMore: boolean;
  onMore(): void;
}

const facts = 5;

/** The field whose picture a card shows, if the object has one. */
export function pictureField(object: ObjectMeta): FieldMeta | undefined {
  return object.fields.find((f) => f.type === 'image');
}

/** Records as cards side by side, with their picture where the object has one. */
export function Gallery({ object, columns, rows, hasMore, onMore }: GalleryProps) {
  const picture = pictureField(object);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = end.current;
    if (!element || !hasMore) return;
    const watcher = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && onMore(), {
      rootMargin: '600px',
    });
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [hasMore, onMore]);
  return (
    <div className={styles.scroller}>
      <ul className={styles.cards}>
        {rows.map((record) => (
          <li key={record.id} className={styles.card}>
            {picture && <Cover object={object} value={record[picture.name]} />}
            <div className={styles.body}>
              <Link to={`/o/${object.name}/${record.id}`}>{titleOf(object, record)}</Link>
              <dl>
                {columns
                  .filter((f) => f.name !== object.nameField && f !== picture && !isEmpty(record[f.name]))
                  .slice(0, facts)
                  .map((field) => (
                    <div key={field.name}>
                      <dt>{field.label}</dt>
                      <dd>
                        <FieldValue field={field} value={record[field.name]} record={record} compact />
                      </dd>
                    </div>
                  ))}
              </dl>
            </div>
          </li>
        ))}
      </ul>
      <div ref={end} />
    </div>
  );
}

function Cover({ object, value }: { object: ObjectMeta; value: unknown }) {
  const first = parseAttachment(Array.isArray(value) ? value[0] : value);
  return (
    <div className={styles.cover}>
      {first ? (
        <img src={fileUrl(attachmentId(first))} alt="" loading="lazy" />
      ) : (
        <Icon name={object.icon} fallback={object.name} size={28} />
      )}
    </div>
  );
}
