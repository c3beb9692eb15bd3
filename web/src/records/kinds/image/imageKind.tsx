import { fileUrl } from '../../../api/files.ts';
import { text } from '../../../i18n/text.ts';
import type { FieldKind } from '../FieldKind.ts';
import { type Attachment, attachmentId, attachmentName, parseAttachment } from '../file/attachment.ts';
import { FileInput } from '../file/FileInput.tsx';
import { presenceOperators } from '../shared/operatorSets.ts';
import styles from '../shared/shared.module.css';

export const imageKind: FieldKind<Attachment> = {
  type: 'image',
  align: 'start',
  width: 80,
  operators: presenceOperators,
  parse: parseAttachment,
  text: attachmentId,
  send: attachmentId,
  Display: ({ value }) => (
    <img
      className={styles.thumb}
      src={fileUrl(attachmentId(value))}
      alt={attachmentName(value) ?? text('image.alt')}
      loading="lazy"
    />
  ),
  Input: (props) => <FileInput {...props} accept="image/*" />,
};
