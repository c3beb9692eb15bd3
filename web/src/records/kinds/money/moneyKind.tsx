import { Select } from 'antd';
import { useWorkspace } from '../../../app/workspace.tsx';
import { formatMoney } from '../../../i18n/format.ts';
import { text } from '../../../i18n/text.ts';
import type { FieldKind, InputProps } from '../FieldKind.ts';
import { NumberInput } from '../shared/NumberInput.tsx';
import { numberOperators } from '../shared/operatorSets.ts';
import { parseNumber } from '../shared/parsing.ts';
import styles from '../shared/shared.module.css';

const currencies = ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP', 'TWD', 'SGD'];

/** The name under which a record keeps the currency of an amount. */
export function currencyField(field: string): string {
  return `${field}_currency`;
}

function MoneyInput(props: InputProps<number>) {
  const { company } = useWorkspace();
  const { field, value, record, onChange, disabled, inCell } = props;
  const currency = String(record[currencyField(field.name)] ?? company.currency);
  if (inCell) return <NumberInput {...props} places={field.scale ?? 2} />;
  return (
    <div className={styles.row}>
      <div className={styles.grow}>
        <NumberInput
          {...props}
          places={field.scale ?? 2}
          onChange={(next) => onChange(next, { [currencyField(field.name)]: currency })}
        />
      </div>
      <Select
        aria-label={`${field.label} ${text('money.currency')}`}
        disabled={disabled}
        style={{ width: 88 }}
        value={currency}
        options={currencies.map((code) => ({ value: code, label: code }))}
        onChange={(next) => onChange(value, { [currencyField(field.name)]: next })}
      />
    </div>
  );
}

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
    return <>{formatMoney(value, String(record?.[currencyField(field.name)] ?? company.currency), field.scale ?? 2)}</>;
  },
  Input: (props) => <MoneyInput {...props} />,
};
