import { currentLanguage } from '../../../i18n/text.ts';
import type { FieldKind } from '../FieldKind.ts';
import { lazyInput } from '../shared/lazyInput.tsx';
import { presenceOperators } from '../shared/operatorSets.ts';
import { parseObject } from '../shared/parsing.ts';
import { type Address, addressParts } from './address.ts';

/** From the province down; a municipality is not said twice (上海市 上海市). */
function oneLine(address: Address): string {
  const named = addressParts.map((part) => address[part]).filter((part): part is string => Boolean(part));
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
    if (found) return addressParts.some((part) => found[part]) ? (found as Address) : null;
    const [province, city, district, ...street] = typeof raw === 'string' ? raw.split('/').map((part) => part.trim()) : [];
    return province ? { province, city: city || null, district: district || null, street: street.join('/') || null } : null;
  },
  text: (value) => addressParts.map((part) => value[part] ?? '').join('/'),
  Display: ({ value }) => <>{oneLine(value)}</>,
  Input: lazyInput(async () => (await import('./AddressInput.tsx')).AddressInput),
};
