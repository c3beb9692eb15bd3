import { Button, Input, Segmented } from 'antd';
import { Send } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { usePhone } from '../../app/usePhone.ts';
import { useText } from '../../i18n/text.ts';
import { useAttaching } from '../attachments/useAttaching.tsx';
import { clearDraft, readDraft, writeDraft } from '../form/drafts.ts';
import { rememberWay, usualWay } from '../form/lastWay.ts';
import { activityShape } from './activityShape.ts';
import styles from './Composer.module.css';
import { useAddBeside } from './useAddBeside.ts';

interface ActivityBoxProps {
  activity: ObjectMeta;
  parent: ObjectMeta;
  record: RecordData;
  linkField: string;
}

/** Writes down a call, a visit, a note, right where the story is read. Its first line becomes the subject. */
export function ActivityBox({ activity, parent, record, linkField }: ActivityBoxProps) {
  const t = useText();
  const phone = usePhone();
  const shape = activityShape(activity);
  const draftKey = `activity.${parent.name}.${record.id}`;
  const [typed, setTyped] = useState(() => String(readDraft(draftKey)?.text ?? ''));
  // What depends on something is no choice while nothing is written yet, such as a form that a visitor sends.
  const options = (shape.type?.options ?? []).filter((o) => !o.when);
  const [type, setType] = useState(
    () =>
      usualWay(
        activity,
        parent.name,
        options.map((o) => o.value),
      ) ?? '',
  );
  const takesFiles = activity.fields.some((f) => f.name === 'files' && f.editable);
  const attaching = useAttaching(parent.name, record.id);
  const { add, busy } = useAddBeside({ child: activity, parent, record, linkField });
  useEffect(() => (typed ? writeDraft(draftKey, { text: typed }) : clearDraft(draftKey)), [draftKey, typed]);

  const send = async () => {
    const text = typed.trim();
    if (!text || attaching.isUploading) return;
    const [subject = '', ...rest] = text.split('\n');
    const body = rest.join('\n').trim();
    const isTaken = await add({
      [activity.nameField]: subject.slice(0, 120),
      ...(shape.type ? { [shape.type.name]: type } : {}),
      ...(shape.body && (body || subject.length > 120)
        ? { [shape.body.name]: shape.body.type === 'rich_text' ? paragraphs(body || text) : body || text }
        : {}),
      ...(attaching.ids.length > 0 ? { files: attaching.ids } : {}),
      ...(shape.at ? { [shape.at.name]: new Date().toISOString() } : {}),
    });
    if (!isTaken) return;
    if (shape.type) rememberWay(activity, { [shape.type.name]: type });
    setTyped('');
    attaching.clear();
  };
  return (
    <div className={styles.box} onPaste={takesFiles ? attaching.onPaste : undefined}>
      <Input.TextArea
        variant="borderless"
        aria-label={t('composer.placeholderShort')}
        placeholder={t(phone ? 'composer.placeholderShort' : 'composer.placeholder')}
        autoSize={{ minRows: 2, maxRows: 10 }}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void send();
        }}
      />
      {attaching.list}
      <div className={styles.foot}>
        {options.length > 0 && (
          <Segmented
            size="small"
            aria-label={shape.type?.label}
            value={type}
            options={options.map((o) => ({ value: o.value, label: o.label }))}
            onChange={setType}
          />
        )}
        {takesFiles && attaching.button}
        <Button
          type="primary"
          size="small"
          icon={<Send size={12} />}
          disabled={!typed.trim()}
          loading={busy}
          onClick={() => void send()}
        >
          {t('composer.send')}
        </Button>
      </div>
    </div>
  );
}

function paragraphs(text: string): string {
  const escaped = (line: string) => line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return text
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('');
}
