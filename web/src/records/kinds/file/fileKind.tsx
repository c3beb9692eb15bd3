import type { FieldKind } from '../FieldKind.ts';
import { presenceOperators } from '../shared/operatorSets.ts';
import { type Attachment, attachmentId, parseAttachment } from './attachment.ts';
import { FileChip } from './FileChip.tsx';
import { FileInput } from './lazyFile.tsx';

export const fileKind: FieldKind<Attachment> = {
  type: 'file',
  align: 'start',
  width: 180,
  operators: presenceOperators,
  parse: parseAttachment,
  text: attachmentId,
  send: attachmentId,
  Display: ({ value, compact }) => <FileChip value={value} compact={compact} />,
  Input: (props) => <FileInput {...props} />,
};
