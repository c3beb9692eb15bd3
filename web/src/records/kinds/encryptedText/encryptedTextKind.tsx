import type { FieldKind } from '../FieldKind.ts';
import { TextInput } from '../shared/lazyUsual.tsx';
import { presenceOperators } from '../shared/operatorSets.ts';
import { parseText } from '../shared/parsing.ts';

/** Kept encrypted: arrives as a mask, shown in full on request, typed anew. */
export const encryptedTextKind: FieldKind<string> = {
  type: 'encrypted_text',
  align: 'start',
  width: 160,
  masked: true,
  operators: presenceOperators,
  parse: parseText,
  text: (value) => value,
  Display: ({ value }) => <>{value}</>,
  Input: (props) => <TextInput {...props} />,
};
