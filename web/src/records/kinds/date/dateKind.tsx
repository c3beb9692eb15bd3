import { formatDate } from '../../../i18n/format.ts';
import type { FieldKind } from '../FieldKind.ts';
import { lazyInput } from '../shared/lazyInput.tsx';
import { dateOperators } from '../shared/operatorSets.ts';
import { parseDay } from '../shared/parsing.ts';

export const dateKind: FieldKind<string> = {
  type: 'date',
  align: 'start',
  width: 140,
  alone: true,
  savesOnChoice: true,
  operators: dateOperators,
  parse: parseDay,
  text: (value) => value,
  Display: ({ value }) => <time dateTime={value}>{formatDate(value)}</time>,
  Input: lazyInput(async () => (await import('./DateInput.tsx')).DateInput),
};
