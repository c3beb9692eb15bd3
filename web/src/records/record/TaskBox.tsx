import { Button, Input } from 'antd';
import dayjs from 'dayjs';
import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { currentZone } from '../../i18n/format.ts';
import { text as sentence, useText } from '../../i18n/text.ts';
import { tellDone } from '../../ui/toast.ts';
import { clearDraft, readDraft, writeDraft } from '../form/drafts.ts';
import { kindOf } from '../kinds/registry.ts';
import { Unreadable } from '../kinds/unreadable.ts';
import { activityShape } from './activityShape.ts';
import styles from './Composer.module.css';
import { readMoment } from './readMoment.ts';
import { useAddBeside } from './useAddBeside.ts';

interface TaskBoxProps {
  task: ObjectMeta;
  parent: ObjectMeta;
  record: RecordData;
  linkField: string;
}

/** Writes down what is to be done, until when and by whom. A day or time among the words becomes the due time, unless one is chosen beside it. */
export function TaskBox({ task, parent, record, linkField }: TaskBoxProps) {
  const t = useText();
  const definitions = useDefinitions();
  const { user } = useWorkspace();
  const draftKey = `task.${parent.name}.${record.id}`;
  const [typed, setTyped] = useState(() => String(readDraft(draftKey)?.text ?? ''));
  const [more, setMore] = useState<Record<string, unknown>>({ owner: { id: user.id, name: user.name } });
  const { add, busy } = useAddBeside({ child: task, parent, record, linkField });
  useEffect(() => (typed ? writeDraft(draftKey, { text: typed }) : clearDraft(draftKey)), [draftKey, typed]);
  const due = activityShape(task).at;
  const read = due && !(due.name in more) ? readMoment(typed, dayjs().tz(currentZone())) : undefined;
  const values = due && read ? { ...more, [due.name]: read.at.toISOString() } : more;
  const asked = [due, definitions.field(task, 'owner')].filter((f): f is FieldMeta => f !== undefined);
  const isReadable = Object.values(more).every((value) => !(value instanceof Unreadable));

  const send = async () => {
    const subject = read?.rest || typed.trim();
    if (!subject || !isReadable || !(await add({ [task.nameField]: subject, ...values }))) return;
    setTyped('');
    setMore(({ [due?.name ?? '']: _, ...kept }) => kept);
    tellDone(sentence('composer.added', { object: task.label, name: subject }));
  };
  return (
    <div className={styles.box}>
      <Input
        variant="borderless"
        className={styles.line}
        aria-label={t('composer.taskPlaceholder')}
        placeholder={t('composer.taskPlaceholder')}
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={(event) => {
          if (!event.nativeEvent.isComposing) void send();
        }}
      />
      <div className={styles.foot}>
        <div className={styles.asked}>
          {asked.map((field) => {
            const { Input: FieldInput, parse } = kindOf(field);
            const value = values[field.name];
            return (
              FieldInput && (
                <div key={field.name} data-field={field.name}>
                  <span className="srOnly" id={`task-${field.name}`}>
                    {field.label}
                  </span>
                  <FieldInput
                    field={field}
                    value={value instanceof Unreadable ? null : parse(value, field)}
                    invalid={value instanceof Unreadable}
                    record={values}
                    onChange={(next) => setMore((before) => ({ ...before, [field.name]: next }))}
                  />
                </div>
              )
            );
          })}
        </div>
        <Button
          type="primary"
          size="small"
          icon={<Plus size={12} />}
          disabled={!typed.trim() || !isReadable}
          loading={busy}
          onClick={() => void send()}
        >
          {t('composer.addTask')}
        </Button>
      </div>
    </div>
  );
}
