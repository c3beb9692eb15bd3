import { lazyInput } from './lazyInput.tsx';

/** Looking for another record. */
export const LookupInput = lazyInput(async () => (await import('./LookupInput.tsx')).LookupInput, { isUsual: true });

/** Choosing among options. */
export const OptionSelect = lazyInput(async () => (await import('./OptionSelect.tsx')).OptionSelect, { isUsual: true });

/** Choosing a currency. */
export const CurrencySelect = lazyInput(async () => (await import('../currency/CurrencySelect.tsx')).CurrencySelect);
