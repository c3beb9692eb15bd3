import { text } from '../../../i18n/text.ts';
import type { FieldKind } from '../FieldKind.ts';
import { lazyInput } from '../shared/lazyInput.tsx';
import { noOperators } from '../shared/operatorSets.ts';
import { ChildTableDisplay } from './ChildTableDisplay.tsx';
import { filledRows, rowToApi } from './childFields.ts';

export type ChildRow = Record<string, unknown>;

/** Lines that belong to the record and live and die with it (主从). */
export const childTableKind: FieldKind<ChildRow[]> = {
  type: 'child_table',
  align: 'start',
  width: 120,
  wide: true,
  operators: noOperators,
  parse: (raw) => {
    if (Array.isArray(raw)) return raw.length ? (raw as ChildRow[]) : null;
    if (typeof raw !== 'string' || !raw.trim().startsWith('[')) return null;
    try {
      return JSON.parse(raw) as ChildRow[];
    } catch {
      return null;
    }
  },
  text: (value) => JSON.stringify(value),
  send: (value, field, definitions) => filledRows(definitions, field, value).map((row) => rowToApi(definitions, field, row)),
  Display: (props) => (props.compact ? text('child.lines', { count: props.value.length }) : <ChildTableDisplay {...props} />),
  Input: lazyInput(async () => (await import('./ChildTableInput.tsx')).ChildTableInput),
};
