import { ArrowRight } from 'lucide-react';
import type { ObjectMeta } from '../../api/meta.ts';
import type { HistoryEntry, RecordData } from '../../api/records.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { type TextKey, useText } from '../../i18n/text.ts';
import { FieldValue } from '../FieldValue.tsx';
import styles from './Timeline.module.css';

const sentences: Record<string, TextKey> = {
  created: 'change.created',
  updated: 'change.updated',
  deleted: 'change.deleted',
  restored: 'change.restored',
};

/** What became of the fields. */
export function ChangeEntry({
  object,
  record,
  entry,
  who,
}: {
  object: ObjectMeta;
  record: RecordData;
  entry: HistoryEntry;
  who: string;
}) {
  const t = useText();
  const definitions = useDefinitions();
  const known =
    entry.kind === 'updated'
      ? entry.changes.flatMap((change) => {
          const field = definitions.field(object, change.field);
          return field && field.type !== 'formula' && field.type !== 'rollup' ? [{ ...change, field }] : [];
        })
      : [];
  return (
    <div>
      <p className={styles.line}>
        <strong>{who}</strong>
        <span>{t(sentences[entry.kind] ?? 'change.other', { kind: entry.kind, object: object.label })}</span>
      </p>
      {known.length > 0 && (
        <ul className={styles.changes}>
          {known.map((change) => (
            <li key={change.field.name}>
              <span className={styles.fieldName}>{change.field.label}</span>
              <span className={styles.from}>
                <FieldValue field={change.field} value={change.from} record={record} />
              </span>
              <ArrowRight size={12} aria-label={t('change.to')} role="img" />
              <FieldValue field={change.field} value={change.to} record={record} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
