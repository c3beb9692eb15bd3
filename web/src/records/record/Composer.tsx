import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Segmented } from 'antd';
import { Send } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ObjectMeta } from '../../api/meta.ts';
import { createRecord, type RecordData } from '../../api/records.ts';
import { useKey } from '../../app/useKey.ts';
import { usePhone } from '../../app/usePhone.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { reasonOf, useText } from '../../i18n/text.ts';
import { tellError } from '../../ui/toast.ts';
import { clearDraft, readDraft, writeDraft } from '../form/drafts.ts';
import { refresh } from '../recordCache.ts';
import { titleOf, toApi } from '../values.ts';
import type { ActivityShape } from './activityShape.ts';
import styles from './Composer.module.css';

interface ComposerProps {
  activity: ObjectMeta;
  shape: ActivityShape;
  parent: ObjectMeta;
  record: RecordData;
  linkField: string;
}

/** Writes down a call, a visit, a note, right where the story is read. Its first line becomes the subject. */
export function Composer({ activity, shape, parent, record, linkField }: ComposerProps) {
  const t = useText();
  const phone = usePhone();
  const client = useQueryClient();
  const definitions = useDefinitions();
  const { user } = useWorkspace();
  const draftKey = `activity.${parent.name}.${record.id}`;
  const [typed, setTyped] = useState(() => String(readDraft(draftKey)?.text ?? ''));
  const options = shape.type?.options ?? [];
  const [type, setType] = useState(
    String(shape.type?.default ?? options.find((o) => o.value === 'note')?.value ?? options[0]?.value ?? ''),
  );
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useKey('c', () => box.current?.querySelector('textarea')?.focus());
  useEffect(() => (typed ? writeDraft(draftKey, { text: typed }) : clearDraft(draftKey)), [draftKey, typed]);

  const send = async () => {
    const text = typed.trim();
    if (!text || busy) return;
    setBusy(true);
    const [subject = '', ...rest] = text.split('\n');
    const body = rest.join('\n').trim();
    try {
      await createRecord(
        activity.name,
        toApi(definitions, activity, {
          [activity.nameField]: subject.slice(0, 120),
          ...(shape.type ? { [shape.type.name]: type } : {}),
          ...(shape.body && (body || subject.length > 120)
            ? { [shape.body.name]: shape.body.type === 'rich_text' ? paragraphs(body || text) : body || text }
            : {}),
          ...(shape.at ? { [shape.at.name]: new Date().toISOString() } : {}),
          [linkField]: { id: record.id, [parent.nameField]: titleOf(parent, record) },
          ...(activity.owned ? { owner: user.id } : {}),
        }),
        crypto.randomUUID(),
      );
      setTyped('');
      refresh(client, activity.name);
      refresh(client, parent.name);
    } catch (error) {
      tellError(reasonOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div ref={box} className={styles.composer}>
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
