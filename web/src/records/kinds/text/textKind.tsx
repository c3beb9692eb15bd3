import type { FieldKind } from '../FieldKind.ts';
import { TextInput } from '../shared/lazyUsual.tsx';
import { textOperators } from '../shared/operatorSets.ts';
import { parseText } from '../shared/parsing.ts';

export const textKind: FieldKind<string> = {
  type: 'text',
  align: 'start',
  width: 200,
  alone: true,
  typed: true,
  operators: textOperators,
  parse: parseText,
  text: (value) => value,
  Display: ({ value }) => <>{value}</>,
  Input: (props) => <TextInput {...props} />,
};
