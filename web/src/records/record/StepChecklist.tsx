import { useState } from 'react';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { reasonOf, useText } from '../../i18n/text.ts';
import { tellError } from '../../ui/toast.ts';
import { stateOf } from '../conditions.ts';
import { linkId, parseLink } from '../kinds/shared/reference.ts';
import { TickList } from '../kinds/ticks/TickList.tsx';
import { isShown, useSaveRecord } from '../useSaveRecord.ts';
import { useSteps } from '../useSteps.ts';
import styles from './StepChecklist.module.css';

interface StepChecklistProps {
  object: ObjectMeta;
  record: RecordData;
  /** Along which the record moves. */
  path: FieldMeta;
  /** Where it is noted what is done. */
  field: FieldMeta;
}

/** What is to be done at the step where the record stands; nothing where its step asks for nothing. */
export function StepChecklist({ object, record, path, field }: StepChecklistProps) {
  const t = useText();
  const workspace = useWorkspace();
  const { steps } = useSteps(path);
  const save = useSaveRecord(object);
  /** What was ticked and isn't saved yet. */
  const [ticked, setTicked] = useState<string[]>();
  const value = parseLink(record[path.name]);
  const items = steps.find((step) => value && step.id === linkId(value))?.checklist ?? [];
  if (items.length === 0) return null;
  const done = ticked ?? (Array.isArray(record[field.name]) ? (record[field.name] as string[]) : []);
  const tick = (next: string[]) => {
    setTicked(next);
    save(record, { [field.name]: next.length > 0 ? next : null }, { quiet: true })
      .catch((error: unknown) => {
        if (!isShown(error)) tellError(reasonOf(error));
      })
      .finally(() => setTicked((latest) => (latest === next ? undefined : latest)));
  };
  return (
    <section className={styles.checklist} aria-label={t('checklist.title')}>
      <h2>{t('checklist.title')}</h2>
      <TickList
        label={t('checklist.title')}
        items={items}
        done={done}
        disabled={!object.can.edit || stateOf(field, record, workspace).readOnly}
        onChange={tick}
      />
      <small>
        {t('checklist.progress', { done: items.filter((item) => done.includes(item.name)).length, all: items.length })}
      </small>
    </section>
  );
}
