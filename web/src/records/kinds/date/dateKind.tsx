import { formatDate, formatMonth } from '../../../i18n/format.ts';
import type { FieldKind } from '../FieldKind.ts';
import { lazyInput } from '../shared/lazyInput.tsx';
import { dateOperators } from '../shared/operatorSets.ts';
import { parseDay, parseMonth } from '../shared/parsing.ts';

export const dateKind: FieldKind<string> = {
  type: 'date',
  align: 'start',
  width: 140,
  alone: true,
  savesOnChoice: true,
  operators: dateOperators,
  parse: (raw, field) => (field.period ? parseMonth(raw) : parseDay(raw)),
  text: (value, field) => (field.period ? value.slice(0, 7) : value),
  Display: ({ value, field }) =>
    field.period ? (
      <time dateTime={value.slice(0, 7)}>{formatMonth(value)}</time>
    ) : (
      <time dateTime={value}>{formatDate(value)}</time>
    ),
  Input: lazyInput(async () => (await import('./DateInput.tsx')).DateInput),
};
