import type { DuplicateGroup } from '../api/duplicates.ts';
import type { ObjectMeta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { useText } from '../i18n/text.ts';
import { titleOf } from '../records/values.ts';
import styles from './Duplicates.module.css';
import { tellingFields, tellingText } from './telling.ts';

/** So many records of a group are told in the list; the others stand in the group. */
export const mostTold = 4;

interface MembersProps {
  object: ObjectMeta;
  group: DuplicateGroup;
  /** Those that the reader may see. */
  records: ReadonlyMap<string, RecordData>;
}

/** The records of a group, each with what tells it apart from the others. */
export function Members({ object, group, records }: MembersProps) {
  const t = useText();
  const shown = group.records.slice(0, mostTold).flatMap((id) => records.get(id) ?? []);
  const fields = tellingFields(object);
  const others = group.count - shown.length;
  return (
    <span className={styles.members}>
      {shown.map((record) => (
        <span key={record.id} className={styles.member}>
          <b>{titleOf(object, record)}</b>
          {fields.map((field) => {
            const said = tellingText(field, record);
            return (
              said && (
                <span key={field.name} title={field.label} data-field={field.name}>
                  {field.name === 'created_at' ? t('duplicates.created', { when: said }) : said}
                </span>
              )
            );
          })}
        </span>
      ))}
      {shown.length > 0 && others > 0 && <span className={styles.member}>{t('duplicates.others', { count: others })}</span>}
    </span>
  );
}
