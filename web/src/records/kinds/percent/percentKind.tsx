import type { FieldMeta } from '../../../api/meta.ts';
import { formatNumber } from '../../../i18n/format.ts';
import type { FieldKind } from '../FieldKind.ts';
import { NumberInput } from '../shared/lazyUsual.tsx';
import { numberOperators } from '../shared/operatorSets.ts';
import { parseNumber } from '../shared/parsing.ts';

/** The sign beside a value; none where the label says it already. */
export const signOf = ({ label }: Pick<FieldMeta, 'label'>) => (/[（(]%[)）]$/.test(label) ? '' : '%');

export const percentKind: FieldKind<number> = {
  type: 'percent',
  align: 'end',
  width: 90,
  alone: true,
  typed: true,
  operators: numberOperators,
  parse: parseNumber,
  text: (value) => `${value}%`,
  Display: ({ value, field }) => (
    <>
      {formatNumber(value, { max: field.scale ?? 2 })}
      {signOf(field)}
    </>
  ),
  Input: (props) => <NumberInput {...props} places={props.field.scale} suffix={signOf(props.field) || undefined} />,
};
