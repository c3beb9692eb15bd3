import type { FieldKind } from '../FieldKind.ts';
import { presenceOperators } from '../shared/operatorSets.ts';
import { parseText } from '../shared/parsing.ts';
import { TextInput } from '../shared/TextInput.tsx';

/** Kept encrypted; arrives masked (`9131****8X2Q`) unless the reader may see it whole. */
export const encryptedTextKind: FieldKind<string> = {
  type: 'encrypted_text',
  align: 'start',
  width: 160,
  operators: presenceOperators,
  parse: parseText,
  text: (value) => value,
  Display: ({ value }) => <>{value}</>,
  Input: (props) => <TextInput {...props} />,
};
