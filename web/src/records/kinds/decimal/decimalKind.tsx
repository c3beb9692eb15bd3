import { formatNumber } from '../../../i18n/format.ts';
import type { FieldKind } from '../FieldKind.ts';
import { NumberInput } from '../shared/lazyUsual.tsx';
import { numberOperators } from '../shared/operatorSets.ts';
import { parseNumber } from '../shared/parsing.ts';

export const decimalKind: FieldKind<number> = {
  type: 'decimal',
  align: 'end',
  width: 120,
  alone: true,
  typed: true,
  sums: true,
  operators: numberOperators,
  parse: parseNumber,
  text: (value) => String(value),
  Display: ({ value, field }) => <>{formatNumber(value, { max: field.scale ?? 6, grouping: field.grouping })}</>,
  Input: (props) => <NumberInput {...props} places={props.field.scale} />,
};
