import { FileText, Image, Paperclip } from 'lucide-react';
import { downloadUrl, isImage, isPdf } from '../../../api/files.ts';
import { openDialog } from '../../../app/dialogs.ts';
import { formatBytes } from '../../../i18n/format.ts';
import { useText } from '../../../i18n/text.ts';
import styles from '../shared/shared.module.css';
import { type Attachment, attachmentId } from './attachment.ts';
import { useFileInfo } from './useFileInfo.ts';

/** A file by name and size: pictures and PDF are shown on a click, everything else is saved. */
export function FileChip({ value, compact }: { value: Attachment; compact?: boolean }) {
  const t = useText();
  const file = useFileInfo(value);
  const id = attachmentId(value);
  const Drawing = file && isImage(file) ? Image : file && isPdf(file) ? FileText : Paperclip;
  const inner = (
    <>
      <Drawing size={14} aria-hidden="true" />
      <span className={styles.ellipsis}>{file?.name ?? t('file.one')}</span>
      {file && !compact && <span className={styles.muted}>{formatBytes(file.size)}</span>}
    </>
  );
  return file && (isImage(file) || isPdf(file)) ? (
    <button
      type="button"
      className={styles.file}
      title={t('file.preview', { name: file.name })}
      onClick={(event) => {
        event.stopPropagation();
        openDialog({ kind: 'preview', file });
      }}
    >
      {inner}
    </button>
  ) : (
    <a className={styles.file} href={downloadUrl(id)} download onClick={(event) => event.stopPropagation()}>
      {inner}
    </a>
  );
}
