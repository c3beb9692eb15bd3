import { Link } from 'react-router';
import type { ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { CheckedIn } from '../../visits/CheckedIn.tsx';
import { AttachedFiles } from '../attachments/AttachedFiles.tsx';
import { FieldValue } from '../FieldValue.tsx';
import { titleOf } from '../values.ts';
import { activityShape } from './activityShape.ts';
import styles from './Timeline.module.css';

/** What somebody did with the customer. */
export function ActivityEntry({ activity, record, who }: { activity: ObjectMeta; record: RecordData; who: string }) {
  const { type, body } = activityShape(activity);
  const text = body && record[body.name];
  return (
    <article className={styles.card}>
      <p className={styles.line}>
        <strong>{who}</strong>
        {type && <FieldValue field={type} value={record[type.name]} record={record} />}
        <Link to={`/o/${activity.name}/${record.id}`}>{titleOf(activity, record)}</Link>
      </p>
      {body && text ? (
        <div className={styles.text}>
          <FieldValue field={body} value={text} record={record} />
        </div>
      ) : null}
      <AttachedFiles value={record.files} />
      <CheckedIn activity={activity} record={record} />
    </article>
  );
}
