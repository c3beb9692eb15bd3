import { Button } from 'antd';
import { Trash2, Upload, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { fileUrl, isImage } from '../../../api/files.ts';
import { useText } from '../../../i18n/text.ts';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import type { InputProps } from '../FieldKind.ts';
import styles from '../shared/shared.module.css';
import type { Attachment } from './attachment.ts';
import { attachmentId } from './attachment.ts';
import { FileChip } from './FileChip.tsx';
import { useFileInfo } from './useFileInfo.ts';
import { useUpload } from './useUpload.ts';

/** Chooses a file or takes one that is dropped, shows how far it is, keeps its id. */
export function FileInput({
  field,
  value,
  onChange,
  id,
  autoFocus,
  disabled,
  accept,
}: InputProps<Attachment> & { accept?: string }) {
  const t = useText();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const file = useFileInfo(value);
  const { sending, send, cancel } = useUpload((sent) => onChange(sent));
  const [current] = sending;
  const take = (files: FileList | null) => {
    if (!disabled && files?.[0]) send([files[0]]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the pointer's way; the button inside is everybody's
    <div
      className={styles.attachment}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <input
        ref={picker}
        type="file"
        hidden
        accept={accept}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
      {current ? (
        <>
          <span className={styles.ellipsis}>{current.file.name}</span>
          <ProgressBar label={current.file.name} className={styles.grow} size="small" done={current.share} total={1} />
          <Button type="text" aria-label={t('common.cancel')} icon={<X size={14} />} onClick={() => cancel(current)} />
        </>
      ) : (
        <>
          {value && file && isImage(file) && <img className={styles.thumb} src={fileUrl(attachmentId(value))} alt="" />}
          {value && <FileChip value={value} />}
          <Button
            id={id}
            aria-label={`${field.label}: ${t(value ? 'file.replace' : 'file.choose')}`}
            autoFocus={autoFocus}
            disabled={disabled}
            type={value ? 'text' : 'default'}
            icon={<Upload size={14} />}
            onClick={() => picker.current?.click()}
          >
            {t(value ? 'file.replace' : 'file.choose')}
          </Button>
          {value && (
            <Button
              type="text"
              disabled={disabled}
              aria-label={`${field.label}: ${t('common.remove')}`}
              icon={<Trash2 size={14} />}
              onClick={() => onChange(null)}
            />
          )}
        </>
      )}
    </div>
  );
}
