import { Select } from 'antd';
import { useWorkspace } from '../../../app/workspace.tsx';
import { text } from '../../../i18n/text.ts';
import { usualCurrencies } from '../currency/usualCurrencies.ts';
import type { InputProps } from '../FieldKind.ts';
import { NumberInput } from '../shared/NumberInput.tsx';
import styles from '../shared/shared.module.css';
import { currencyField } from './currencyField.ts';

/** An amount and its currency. */
export function MoneyInput(props: InputProps<number>) {
  const { company } = useWorkspace();
  const { field, value, record, onChange, disabled } = props;
  const currency = String(record[currencyField(field)] ?? company.currency);
  return (
    <div className={styles.row}>
      <div className={styles.grow}>
        <NumberInput
          {...props}
          places={field.scale ?? 2}
          onChange={(next) => onChange(next, { [currencyField(field)]: currency })}
        />
      </div>
      <Select
        aria-label={`${field.label} ${text('money.currency')}`}
        disabled={disabled}
        style={{ width: 88 }}
        value={currency}
        options={usualCurrencies(company.currency, currency).map((code) => ({ value: code, label: code }))}
        onChange={(next) => onChange(value, { [currencyField(field)]: next })}
      />
    </div>
  );
}
