import { fileUrl } from '../../../api/files.ts';
import { openDialog } from '../../../app/dialogs.ts';
import { useText } from '../../../i18n/text.ts';
import type { DisplayProps, FieldKind } from '../FieldKind.ts';
import { type Attachment, attachmentId, parseAttachment } from '../file/attachment.ts';
import { FileInput } from '../file/lazyFile.tsx';
import { presenceOperators } from '../shared/operatorSets.ts';
import styles from '../shared/shared.module.css';

/** A small picture that grows on a click. */
function Thumbnail({ value, field, compact }: DisplayProps<Attachment>) {
  const t = useText();
  const id = attachmentId(value);
  return (
    <button
      type="button"
      className={compact ? styles.thumb : styles.picture}
      aria-label={t('file.preview', { name: field.label })}
      onClick={(event) => {
        event.stopPropagation();
        openDialog({ kind: 'preview', file: { id, name: field.label, size: 0, type: 'image/png' } });
      }}
    >
      <img src={fileUrl(id)} alt={field.label} loading="lazy" />
    </button>
  );
}

export const imageKind: FieldKind<Attachment> = {
  type: 'image',
  align: 'start',
  width: 80,
  operators: presenceOperators,
  parse: parseAttachment,
  text: attachmentId,
  send: attachmentId,
  Display: (props) => <Thumbnail {...props} />,
  Input: (props) => <FileInput {...props} accept="image/png,image/jpeg,image/gif,image/webp,image/bmp" />,
};
