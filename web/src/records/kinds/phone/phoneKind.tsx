import type { FieldKind } from '../FieldKind.ts';
import { TextInput } from '../shared/lazyUsual.tsx';
import { textOperators } from '../shared/operatorSets.ts';
import { parseText } from '../shared/parsing.ts';

/** Chinese mobiles as people read them (138 0013 8000); every other number as it is. */
function readable(number: string): string {
  return number.replace(/^\+86(1\d{2})(\d{4})(\d{4})$/, '$1 $2 $3');
}

export const phoneKind: FieldKind<string> = {
  type: 'phone',
  align: 'start',
  width: 170,
  alone: true,
  typed: true,
  operators: textOperators,
  parse: (raw) => parseText(typeof raw === 'string' ? raw.normalize('NFKC').replace(/[\s()-]/g, '') : raw),
  text: (value) => value,
  Display: ({ value }) =>
    value.includes('*') ? (
      value
    ) : (
      <a href={`tel:${value}`} onClick={(event) => event.stopPropagation()}>
        {readable(value)}
      </a>
    ),
  Input: (props) => <TextInput {...props} type="tel" inputMode="tel" />,
};
