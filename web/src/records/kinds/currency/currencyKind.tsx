import { currencyName } from '../../../i18n/world.ts';
import type { FieldKind } from '../FieldKind.ts';
import { CurrencySelect } from '../shared/lazySelects.tsx';
import { textOperators } from '../shared/operatorSets.ts';
import { parseText } from '../shared/parsing.ts';

/** The code of a currency: a text that is chosen. */
export const currencyKind: FieldKind<string> = {
  type: 'text',
  align: 'start',
  width: 140,
  alone: true,
  savesOnChoice: true,
  operators: textOperators,
  parse: parseText,
  text: (value) => value,
  Display: ({ value, compact }) => <>{compact ? value : currencyName(value)}</>,
  Input: (props) => <CurrencySelect {...props} />,
};
