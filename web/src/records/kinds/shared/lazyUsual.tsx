import { lazyInput } from './lazyInput.tsx';

const fetch = () => import('./usualInputs.ts');
const isUsual = true;

export const TextInput = lazyInput(async () => (await fetch()).TextInput, { isUsual });
export const LongTextInput = lazyInput(async () => (await fetch()).LongTextInput, { isUsual });
export const NumberInput = lazyInput(async () => (await fetch()).NumberInput, { isUsual });
export const DurationInput = lazyInput(async () => (await fetch()).DurationInput, { isUsual });
export const BooleanInput = lazyInput(async () => (await fetch()).BooleanInput, { isUsual });
export const RatingInput = lazyInput(async () => (await fetch()).RatingInput, { isUsual });
