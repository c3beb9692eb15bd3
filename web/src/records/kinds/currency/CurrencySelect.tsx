import { Select } from 'antd';
import { useWorkspace } from '../../../app/workspace.tsx';
import { currencyName } from '../../../i18n/world.ts';
import { clearing } from '../../../ui/clearing.tsx';
import type { InputProps } from '../FieldKind.ts';
import { usualCurrencies } from './usualCurrencies.ts';

/** A currency by code and name. Where none is chosen the company's is shown, which the server takes unless a rule knows better. */
export function CurrencySelect({ field, value, onChange, id, autoFocus, invalid, disabled, inCell }: InputProps<string>) {
  const { company } = useWorkspace();
  const mayBeLeft = field.filled === true || !field.required;
  return (
    <Select<string>
      id={id}
      aria-label={id ? undefined : field.label}
      status={invalid ? 'error' : undefined}
      variant={inCell ? 'borderless' : 'outlined'}
      autoFocus={autoFocus}
      disabled={disabled}
      defaultOpen={inCell}
      allowClear={mayBeLeft && clearing()}
      style={{ width: '100%' }}
      placeholder={currencyName(company.currency)}
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? undefined}
      options={usualCurrencies(company.currency, value).map((code) => ({ value: code, label: currencyName(code) }))}
      onChange={(next) => onChange(next ?? null)}
    />
  );
}
