import { AutoComplete, Input } from 'antd';
import { text } from '../../../i18n/text.ts';
import type { InputProps } from '../FieldKind.ts';
import styles from '../shared/shared.module.css';
import { type Address, addressParts } from './address.ts';
import { citiesOf, districtsOf, provinces } from './regions.ts';

/** 省, 市, 区, each offering what the one before leaves open; an address abroad is simply typed. */
export function AddressInput({ field, value, onChange, id, disabled, autoFocus, invalid }: InputProps<Address>) {
  const set = (part: keyof Address, typed: string | undefined) => {
    const next = { ...value, [part]: typed || null };
    if (part === 'province' && value?.city && !citiesOf(typed).includes(value.city)) {
      const [only, ...others] = citiesOf(typed);
      next.city = only && others.length === 0 ? only : null;
      next.district = null;
    }
    if (part === 'city' && value?.district && !districtsOf(next.province, typed).includes(value.district)) next.district = null;
    onChange(addressParts.some((name) => next[name]) ? next : null);
  };
  const choose = (part: keyof Address, chosen: string) => {
    const cities = part === 'province' ? citiesOf(chosen) : [];
    // 北京市 is its own only city.
    if (cities.length === 1) onChange({ ...value, province: chosen, city: cities[0] ?? null, district: null });
    else set(part, chosen);
  };
  const levels = [
    { part: 'province', options: provinces() },
    { part: 'city', options: citiesOf(value?.province) },
    { part: 'district', options: districtsOf(value?.province, value?.city) },
  ] as const;
  return (
    <div className={styles.stack}>
      <div className={styles.row}>
        {levels.map(({ part, options }, index) => (
          <AutoComplete
            key={part}
            id={index === 0 ? id : undefined}
            className={styles.grow}
            aria-label={`${field.label} ${text(`address.${part}`)}`}
            placeholder={text(`address.${part}`)}
            autoFocus={autoFocus && index === 0}
            disabled={disabled}
            status={invalid ? 'error' : undefined}
            popupMatchSelectWidth={false}
            // Opened on a choice already made, it shows all of them.
            showSearch={{ filterOption: (typed, option) => options.includes(typed) || String(option?.value).includes(typed) }}
            options={options.map((name) => ({ value: name }))}
            value={value?.[part] ?? ''}
            onSelect={(chosen: string) => choose(part, chosen)}
            onChange={(typed: string) => set(part, typed)}
          />
        ))}
      </div>
      <Input
        aria-label={`${field.label} ${text('address.street')}`}
        placeholder={text('address.street')}
        disabled={disabled}
        value={value?.street ?? ''}
        onChange={(event) => set('street', event.target.value)}
      />
    </div>
  );
}
