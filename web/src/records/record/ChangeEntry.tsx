import { Button } from 'antd';
import { ArrowRight, Undo2 } from 'lucide-react';
import { changeWays } from '../../api/changes.ts';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { HistoryEntry, RecordData } from '../../api/records.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { reasonOf, type TextKey, useText } from '../../i18n/text.ts';
import { tellError } from '../../ui/toast.ts';
import { stateOf } from '../conditions.ts';
import { FieldValue } from '../FieldValue.tsx';
import { kindOf } from '../kinds/registry.ts';
import { isShown, useSaveRecord } from '../useSaveRecord.ts';
import { isEmpty, sameValue } from '../values.ts';
import { type Deed, deedOf } from './deedOf.ts';
import { Folded } from './Folded.tsx';
import styles from './Timeline.module.css';

const sentences: Record<string, TextKey> = {
  created: 'change.created',
  updated: 'change.updated',
  deleted: 'change.deleted',
  restored: 'change.restored',
};

/** So many changed fields are read at a glance; more are folded under their number. */
const shownAtOnce = 2;

/** What a write did: the action by its name, the fields it changed folded under it. */
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
  const workspace = useWorkspace();
  const { definitions } = workspace;
  const save = useSaveRecord(object);
  const mayRestore = (field: FieldMeta, value: unknown) =>
    object.can.edit &&
    kindOf(field).Input !== undefined &&
    !kindOf(field).masked &&
    !field.masked &&
    !stateOf(field, record, workspace).readOnly &&
    !sameValue(record[field.name], value);
  const restore = (field: FieldMeta, value: unknown) =>
    save(record, { [field.name]: value ?? null }).catch((error: unknown) => {
      if (!isShown(error)) tellError(reasonOf(error));
    });
  const known =
    entry.kind === 'updated'
      ? entry.changes.flatMap((change) => {
          const field = definitions.field(object, change.field);
          return field && field.type !== 'formula' && field.type !== 'rollup' ? [{ ...change, field }] : [];
        })
      : [];
  const deed = deedOf(object, definitions, entry);
  const way = changeWays.find((known) => known === entry.actor.via);
  // The sentence of an action already says the field that it is about.
  const besides = deed && 'field' in deed ? known.filter((change) => change.field.name !== deed.field.name) : known;
  // What somebody wrote for others to read, such as why a contract is sent back, is not folded away.
  const written = deed ? besides.filter((change) => change.field.type === 'long_text' && !isEmpty(change.to)) : [];
  const others = besides.filter((change) => !written.includes(change));
  const list = (
    <ul className={styles.changes}>
      {others.map((change) => (
        <li key={change.field.name}>
          <span className={styles.fieldName}>{change.field.label}</span>
          <span className={styles.from}>
            <FieldValue field={change.field} value={change.from} record={record} />
          </span>
          <ArrowRight size={12} aria-label={t('change.to')} role="img" />
          <FieldValue field={change.field} value={change.to} record={record} />
          {mayRestore(change.field, change.from) && (
            <Button
              type="text"
              size="small"
              className={styles.restore}
              icon={<Undo2 size={12} />}
              aria-label={t('change.restoreField', { field: change.field.label })}
              onClick={() => void restore(change.field, change.from)}
            >
              {t('change.restore')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
  return (
    <div>
      <p className={styles.line}>
        <strong>{who}</strong>
        {deed ? (
          <DeedWords deed={deed} object={object} record={record} />
        ) : (
          <span>{t(sentences[entry.kind] ?? 'change.other', { kind: entry.kind, object: object.label })}</span>
        )}
        {way && <span className={styles.way}>{t(`changes.via.${way}`)}</span>}
      </p>
      {written.map((change) => (
        <div key={change.field.name} className={styles.written}>
          <span className={styles.fieldName}>{change.field.label}</span>
          <FieldValue field={change.field} value={change.to} record={record} />
        </div>
      ))}
      {others.length > 0 &&
        (deed || others.length > shownAtOnce ? (
          <Folded label={t('change.fields', { count: others.length })}>{list}</Folded>
        ) : (
          list
        ))}
    </div>
  );
}

/** What was done, in a sentence. */
function DeedWords({ deed, object, record }: { deed: Deed; object: ObjectMeta; record: RecordData }) {
  const t = useText();
  if (!('field' in deed)) return <span>{t(`deed.${deed.did}`, { object: object.label })}</span>;
  const value = (side: unknown) => <FieldValue field={deed.field} value={side} record={record} />;
  if (deed.did === 'moved')
    return (
      <>
        <span>{t('deed.moved', { field: deed.field.label })}</span>
        <span className={styles.from}>{value(deed.from)}</span>
        <ArrowRight size={12} aria-label={t('change.to')} role="img" />
        {value(deed.to)}
      </>
    );
  return (
    <>
      <span>{t(`deed.${deed.did}`, { object: object.label })}</span>
      {value(deed.to)}
    </>
  );
}
