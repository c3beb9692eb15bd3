import type { FieldKind } from '../FieldKind.ts';
import { TextInput } from '../shared/lazyUsual.tsx';
import { textOperators } from '../shared/operatorSets.ts';
import { parseText } from '../shared/parsing.ts';

export const emailKind: FieldKind<string> = {
  type: 'email',
  align: 'start',
  width: 200,
  alone: true,
  typed: true,
  operators: textOperators,
  parse: parseText,
  text: (value) => value,
  Display: ({ value }) => (
    <a href={`mailto:${value}`} onClick={(event) => event.stopPropagation()}>
      {value}
    </a>
  ),
  Input: (props) => <TextInput {...props} type="email" inputMode="email" />,
};
