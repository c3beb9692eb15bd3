export { BooleanInput } from '../boolean/BooleanInput.tsx';
export { DurationInput } from '../duration/DurationInput.tsx';
export { LongTextInput } from '../longText/LongTextInput.tsx';
export { RatingInput } from '../rating/RatingInput.tsx';
export { NumberInput } from './NumberInput.tsx';
export { TextInput } from './TextInput.tsx';
