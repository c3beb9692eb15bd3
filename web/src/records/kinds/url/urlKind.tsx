import type { FieldKind } from '../FieldKind.ts';
import { TextInput } from '../shared/lazyUsual.tsx';
import { textOperators } from '../shared/operatorSets.ts';
import { parseText } from '../shared/parsing.ts';

/** Anything but http and https stays text: a link must not run a script. */
function isWeb(address: string): boolean {
  return /^https?:\/\//i.test(address);
}

export const urlKind: FieldKind<string> = {
  type: 'url',
  align: 'start',
  width: 200,
  alone: true,
  typed: true,
  operators: textOperators,
  parse: parseText,
  text: (value) => value,
  Display: ({ value }) =>
    isWeb(value) ? (
      <a href={value} target="_blank" rel="noopener noreferrer" onClick={(event) => event.stopPropagation()}>
        {value.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}
      </a>
    ) : (
      value
    ),
  Input: (props) => <TextInput {...props} type="url" inputMode="url" />,
};
