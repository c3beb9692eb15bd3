import { ArrowRight } from 'lucide-react';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { FieldValue } from '../FieldValue.tsx';
import styles from '../form/Form.module.css';
import { Unreadable } from '../kinds/unreadable.ts';
import { titleOf } from '../values.ts';
import { type BulkTarget, countOf } from './bulk.ts';

interface BulkPreviewProps {
  object: ObjectMeta;
  field: FieldMeta;
  target: BulkTarget;
  next(record: Record<string, unknown>): Record<string, unknown>;
}

const most = 5;

/** What becomes of the first of the records, before anything does. */
export function BulkPreview({ object, field, target, next }: BulkPreviewProps) {
  const t = useText();
  const shown = target.records.slice(0, most);
  const count = countOf(target);
  return (
    <div>
      <p>{t('bulk.willChange', { count: formatNumber(count), field: field.label, plural: object.plural })}</p>
      <ul className={styles.changes}>
        {shown.map((record) => {
          const after = next(record);
          return (
            <li key={record.id}>
              <strong>{titleOf(object, record)}</strong>
              {field.name in record && <FieldValue compact field={field} value={record[field.name]} record={record} />}
              <ArrowRight size={12} aria-hidden="true" />
              {after[field.name] instanceof Unreadable ? (
                '…'
              ) : (
                <FieldValue compact field={field} value={after[field.name]} record={{ ...record, ...after }} />
              )}
            </li>
          );
        })}
        {count > shown.length && <li>{t('bulk.andMore', { count: formatNumber(count - shown.length) })}</li>}
      </ul>
    </div>
  );
}
