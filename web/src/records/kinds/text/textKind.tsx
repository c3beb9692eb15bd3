import { objectLabel } from '../../../api/meta.ts';
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
  // What a record is about is kept by the object's name.
  Display: ({ value, field }) => <>{(field.name === 'object' && objectLabel(value)) || value}</>,
  Input: (props) => <TextInput {...props} />,
};
