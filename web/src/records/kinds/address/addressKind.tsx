import { AutoComplete, Input } from 'antd';
import { currentLanguage, text } from '../../../i18n/text.ts';
import type { FieldKind, InputProps } from '../FieldKind.ts';
import { presenceOperators } from '../shared/operatorSets.ts';
import { parseObject } from '../shared/parsing.ts';
import styles from '../shared/shared.module.css';
import { provinces } from './provinces.ts';

export interface Address {
  province?: string | null;
  city?: string | null;
  district?: string | null;
  street?: string | null;
}

const parts = ['province', 'city', 'district', 'street'] as const;

function AddressInput({ field, value, onChange, id, disabled, autoFocus }: InputProps<Address>) {
  const set = (part: keyof Address, typed: string) => {
    const next = { ...value, [part]: typed || null };
    onChange(parts.some((name) => next[name]) ? next : null);
  };
  return (
    <div className={styles.stack}>
      <div className={styles.row}>
        <AutoComplete
          id={id}
          className={styles.grow}
          aria-label={`${field.label} ${text('address.province')}`}
          placeholder={text('address.province')}
          autoFocus={autoFocus}
          disabled={disabled}
          showSearch={{ filterOption: true }}
          options={provinces.map((name) => ({ value: name }))}
          value={value?.province ?? ''}
          onChange={(typed) => set('province', typed)}
        />
        <Input
          className={styles.grow}
          aria-label={`${field.label} ${text('address.city')}`}
          placeholder={text('address.city')}
          disabled={disabled}
          value={value?.city ?? ''}
          onChange={(event) => set('city', event.target.value)}
        />
        <Input
          className={styles.grow}
          aria-label={`${field.label} ${text('address.district')}`}
          placeholder={text('address.district')}
          disabled={disabled}
          value={value?.district ?? ''}
          onChange={(event) => set('district', event.target.value)}
        />
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

/** From the province down; a municipality is not said twice (上海市 上海市). */
function oneLine(address: Address): string {
  const named = parts.map((part) => address[part]).filter((part): part is string => Boolean(part));
  const once = named.filter((part, index) => index === 0 || part !== named[index - 1]);
  return currentLanguage() === 'en' ? once.reverse().join(', ') : once.join(' ');
}

export const addressKind: FieldKind<Address> = {
  type: 'address',
  align: 'start',
  width: 220,
  wide: true,
  operators: presenceOperators,
  parse: (raw) => {
    const found = parseObject(raw);
    if (found) return parts.some((part) => found[part]) ? (found as Address) : null;
    const [province, city, district, ...street] = typeof raw === 'string' ? raw.split('/').map((part) => part.trim()) : [];
    return province ? { province, city: city || null, district: district || null, street: street.join('/') || null } : null;
  },
  text: (value) => parts.map((part) => value[part] ?? '').join('/'),
  Display: ({ value }) => <>{oneLine(value)}</>,
  Input: (props) => <AddressInput {...props} />,
};
