import type { FieldKind } from '../FieldKind.ts';
import { TextInput } from '../shared/lazyUsual.tsx';
import { textOperators } from '../shared/operatorSets.ts';
import { parseText } from '../shared/parsing.ts';
import { PhoneLink } from './PhoneLink.tsx';

export const phoneKind: FieldKind<string> = {
  type: 'phone',
  align: 'start',
  width: 170,
  alone: true,
  typed: true,
  operators: textOperators,
  parse: (raw) => parseText(typeof raw === 'string' ? raw.normalize('NFKC').replace(/[\s()-]/g, '') : raw),
  text: (value) => value,
  Display: PhoneLink,
  Input: (props) => <TextInput {...props} type="tel" inputMode="tel" />,
};
