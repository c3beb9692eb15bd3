import { formatNumber } from '../../../i18n/format.ts';
import type { FieldKind } from '../FieldKind.ts';
import { NumberInput } from '../shared/lazyUsual.tsx';
import { numberOperators } from '../shared/operatorSets.ts';
import { parseNumber } from '../shared/parsing.ts';

export const integerKind: FieldKind<number> = {
  type: 'integer',
  align: 'end',
  width: 120,
  alone: true,
  typed: true,
  sums: true,
  operators: numberOperators,
  parse: (raw) => {
    const number = parseNumber(raw);
    return number !== null && Number.isInteger(number) ? number : null;
  },
  text: (value) => String(value),
  Display: ({ value, field }) => <>{formatNumber(value, { max: 0, grouping: field.grouping })}</>,
  Input: (props) => <NumberInput {...props} places={0} />,
};
