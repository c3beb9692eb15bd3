import { Paperclip } from 'lucide-react';
import { fileUrl } from '../../../api/files.ts';
import { text } from '../../../i18n/text.ts';
import type { FieldKind } from '../FieldKind.ts';
import { presenceOperators } from '../shared/operatorSets.ts';
import styles from '../shared/shared.module.css';
import { type Attachment, attachmentId, attachmentName, parseAttachment } from './attachment.ts';
import { FileInput } from './FileInput.tsx';

export const fileKind: FieldKind<Attachment> = {
  type: 'file',
  align: 'start',
  width: 160,
  operators: presenceOperators,
  parse: parseAttachment,
  text: attachmentId,
  send: attachmentId,
  Display: ({ value }) => (
    <a className={styles.inline} href={fileUrl(attachmentId(value))} download onClick={(event) => event.stopPropagation()}>
      <Paperclip size={14} aria-hidden="true" />
      {attachmentName(value) ?? text('file.download')}
    </a>
  ),
  Input: (props) => <FileInput {...props} />,
};
