import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { FieldValue } from '../FieldValue.tsx';
import { isEmpty } from '../values.ts';
import styles from './ShownFields.module.css';

/** What of the record one needs to see to answer what an action asks; a row of a list may not bring it. */
export function ShownFields({ object, record, names }: { object: ObjectMeta; record: RecordData; names?: readonly string[] }) {
  const definitions = useDefinitions();
  const fields = (names ?? [])
    .map((name) => definitions.field(object, name))
    .filter((field): field is FieldMeta => field !== undefined && !isEmpty(record[field.name]));
  if (fields.length === 0) return null;
  return (
    <dl className={styles.figures}>
      {fields.map((field) => (
        <div key={field.name}>
          <dt>{field.label}</dt>
          <dd>
            <FieldValue field={field} value={record[field.name]} record={record} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
