import type { FieldKind } from '../FieldKind.ts';
import { textOperators } from '../shared/operatorSets.ts';
import { parseText } from '../shared/parsing.ts';

/** A number the server gives; nobody types it. */
export const autoNumberKind: FieldKind<string> = {
  type: 'auto_number',
  align: 'start',
  width: 150,
  operators: textOperators,
  parse: parseText,
  text: (value) => value,
  Display: ({ value }) => <>{value}</>,
};
