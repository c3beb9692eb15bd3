import type { FieldKind } from '../FieldKind.ts';
import { textOperators } from '../shared/operatorSets.ts';
import { parseText } from '../shared/parsing.ts';
import { TextInput } from '../shared/TextInput.tsx';

export const textKind: FieldKind<string> = {
  type: 'text',
  align: 'start',
  width: 200,
  typed: true,
  operators: textOperators,
  parse: parseText,
  text: (value) => value,
  Display: ({ value }) => <>{value}</>,
  Input: (props) => <TextInput {...props} />,
};
