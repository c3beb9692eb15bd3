import { currentLanguage } from './text.ts';

/** A code of a standard with the name that people know it by. */
export interface NamedCode {
  value: string;
  label: string;
}

/** The currencies of ISO 4217 that the browser knows, by name. */
export function currencies(): NamedCode[] {
  return named(Intl.supportedValuesOf('currency'), new Intl.DisplayNames(currentLanguage(), { type: 'currency' }));
}

/** A currency by its code and the name that people know it by. */
export function currencyName(code: string): string {
  const name = new Intl.DisplayNames(currentLanguage(), { type: 'currency', fallback: 'none' }).of(code);
  return name === undefined ? code : `${code} · ${name}`;
}

/** The countries and regions of ISO 3166, by name. */
export function regions(): NamedCode[] {
  const names = new Intl.DisplayNames(currentLanguage(), { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  // The browser also has names for withdrawn codes and for groups of countries, which no phone number belongs to.
  const unwanted = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);
  return named(
    codes.filter(
      (code) =>
        !unwanted.has(code) && names.of(code) !== undefined && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`,
    ),
    names,
  );
}

/** The time zones of the IANA database, with how far they are from UTC today. */
export function timeZones(): NamedCode[] {
  return Intl.supportedValuesOf('timeZone').map((value) => ({
    value,
    label: `${value.replaceAll('_', ' ')} (${offsetOf(value)})`,
  }));
}

function offsetOf(timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(new Date());
  const offset = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return offset === 'GMT' ? 'UTC+00:00' : offset.replace('GMT', 'UTC');
}

function named(codes: readonly string[], names: Intl.DisplayNames): NamedCode[] {
  return codes
    .map((value) => ({ value, label: `${value} · ${names.of(value)}` }))
    .sort((a, b) => a.value.localeCompare(b.value, 'en'));
}
