import { Button } from 'antd';
import { Trash2, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { uploadFile } from '../../../api/files.ts';
import { reasonOf, useText } from '../../../i18n/text.ts';
import { tellError } from '../../../ui/toast.ts';
import type { InputProps } from '../FieldKind.ts';
import styles from '../shared/shared.module.css';
import { type Attachment, attachmentName } from './attachment.ts';

/** Chooses a file, sends it, keeps its id. */
export function FileInput({ field, value, onChange, id, disabled, accept }: InputProps<Attachment> & { accept?: string }) {
  const t = useText();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const send = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    try {
      onChange(await uploadFile(file));
    } catch (error) {
      tellError(reasonOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <span className={styles.inline}>
      <input ref={picker} type="file" hidden accept={accept} onChange={(event) => void send(event.target.files?.[0])} />
      <Button
        id={id}
        aria-label={`${field.label}: ${t('file.choose')}`}
        disabled={disabled}
        loading={busy}
        icon={<Upload size={14} />}
        onClick={() => picker.current?.click()}
      >
        {value ? (attachmentName(value) ?? t('file.replace')) : t('file.choose')}
      </Button>
      {value && <Button type="text" aria-label={t('common.remove')} icon={<Trash2 size={14} />} onClick={() => onChange(null)} />}
    </span>
  );
}
