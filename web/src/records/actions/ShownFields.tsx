import type { ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { FieldValue } from '../FieldValue.tsx';
import { titleOf } from '../values.ts';
import styles from './ShownFields.module.css';
import { summaryFields } from './summaryFields.ts';

/** Which record it is about, and what of it one needs to see to answer what an action asks; a row of a list may not bring it. */
export function ShownFields({ object, record, names }: { object: ObjectMeta; record: RecordData; names?: readonly string[] }) {
  const definitions = useDefinitions();
  const fields = summaryFields(definitions, object, record, names);
  return (
    <dl className={styles.figures}>
      <div className={styles.name}>
        <dt className="srOnly">{object.label}</dt>
        <dd>{titleOf(object, record)}</dd>
      </div>
      {fields.map((field) => (
        <div key={field.name}>
          <dt>{field.label}</dt>
          <dd>
            <FieldValue field={field} value={record[field.name]} record={record} compact />
          </dd>
        </div>
      ))}
    </dl>
  );
}
