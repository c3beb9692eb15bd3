import { Link } from 'react-router';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { formatDate } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/Empty.tsx';
import { FieldValue } from '../FieldValue.tsx';
import { TickBox } from '../TickBox.tsx';
import { isEmpty, titleOf } from '../values.ts';
import styles from './Calendar.module.css';

interface AgendaProps {
  object: ObjectMeta;
  columns: readonly FieldMeta[];
  days: readonly string[];
  byDay: ReadonlyMap<string, readonly RecordData[]>;
}

/** The days of a month one below the other, for one hand. */
export function Agenda({ object, columns, days, byDay }: AgendaProps) {
  const t = useText();
  const filled = days.filter((day) => byDay.has(day));
  if (filled.length === 0) return <Empty title={t('month.none')} />;
  return (
    <ol className={styles.agenda}>
      {filled.map((day) => (
        <li key={day}>
          <h3>{formatDate(day)}</h3>
          <ul>
            {(byDay.get(day) ?? []).map((record) => {
              const fact = columns.find((f) => f.name !== object.nameField && !isEmpty(record[f.name]));
              return (
                <li key={record.id}>
                  <TickBox object={object} record={record} />
                  <Link to={`/o/${object.name}/${record.id}`}>{titleOf(object, record)}</Link>
                  {fact && <FieldValue field={fact} value={record[fact.name]} record={record} compact />}
                </li>
              );
            })}
          </ul>
        </li>
      ))}
    </ol>
  );
}
