import { useWorkspace } from '../../../app/workspace.tsx';
import { formatMoney } from '../../../i18n/format.ts';
import type { FieldKind } from '../FieldKind.ts';
import { lazyInput } from '../shared/lazyInput.tsx';
import { NumberInput } from '../shared/lazyUsual.tsx';
import { numberOperators } from '../shared/operatorSets.ts';
import { parseNumber } from '../shared/parsing.ts';
import { currencyField } from './currencyField.ts';

const WithCurrency = lazyInput(async () => (await import('./MoneyInput.tsx')).MoneyInput);

export const moneyKind: FieldKind<number> = {
  type: 'money',
  align: 'end',
  width: 130,
  typed: true,
  sums: true,
  operators: numberOperators,
  parse: parseNumber,
  text: (value) => String(value),
  Display: ({ value, field, record }) => {
    const { company } = useWorkspace();
    return <>{formatMoney(value, String(record?.[currencyField(field)] ?? company.currency), field.scale ?? 2)}</>;
  },
  // A cell takes the amount alone: what is typed into it may not wait for the list of currencies.
  Input: (props) => (props.inCell ? <NumberInput {...props} places={props.field.scale ?? 2} /> : <WithCurrency {...props} />),
};
