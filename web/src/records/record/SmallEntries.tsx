import { Link } from 'react-router';
import type { FileInfo } from '../../api/files.ts';
import type { ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useText } from '../../i18n/text.ts';
import { FieldValue } from '../FieldValue.tsx';
import { FileChip } from '../kinds/file/FileChip.tsx';
import { isDue } from '../overdue.ts';
import { TickBox } from '../TickBox.tsx';
import { isEmpty, titleOf } from '../values.ts';
import { mergedNames } from './mergedNames.ts';
import styles from './Timeline.module.css';
import { toldAmount } from './toldAmount.ts';
import { UndoMerge } from './UndoMerge.tsx';

/** A record that was made beside this one. */
export function RelatedEntry({ object, record, who }: { object: ObjectMeta; record: RecordData; who: string }) {
  const t = useText();
  const due = object.fields.find(isDue);
  const amount = toldAmount(object);
  return (
    <p className={styles.line}>
      {who && <strong>{who}</strong>}
      <span>{t(who ? 'story.madeBy' : 'story.made', { object: object.label })}</span>
      <span className={styles.ticked}>
        <TickBox object={object} record={record} />
        <Link to={`/o/${object.name}/${record.id}`}>{titleOf(object, record)}</Link>
      </span>
      {amount && !isEmpty(record[amount.name]) && (
        <strong>
          <FieldValue field={amount} value={record[amount.name]} record={record} compact />
        </strong>
      )}
      {due && !isEmpty(record[due.name]) && (
        <span>
          {due.label} <FieldValue field={due} value={record[due.name]} record={record} compact />
        </span>
      )}
    </p>
  );
}

/** Others went into this record. */
export function MergeEntry({ merge, who }: { merge: RecordData; who: string }) {
  const t = useText();
  return (
    <p className={styles.line}>
      {who && <strong>{who}</strong>}
      <span>{t('story.merged', { names: mergedNames(String(merge.title ?? '')) })}</span>
      <UndoMerge merge={merge} />
    </p>
  );
}

/** A file that was hung on the record. */
export function FileEntry({ file, who }: { file: FileInfo; who: string }) {
  const t = useText();
  return (
    <div className={styles.line}>
      {who && <strong>{who}</strong>}
      <span>{t('story.uploaded')}</span>
      <FileChip value={file} />
    </div>
  );
}
