import type { ActionMeta, FieldMeta } from '../../api/meta.ts';
import { currencyField } from '../kinds/money/currencyField.ts';
import { isEmpty } from '../values.ts';

/** What an action's parameter begins with where the record calls it otherwise: the server would take the same. */
const sources: Record<string, Record<string, readonly string[]>> = {
  convert: { opportunity_name: ['company', 'name'], amount: ['estimated_amount'] },
};

/** Actions that end something end it today, whatever day was expected. */
const endings = new Set(['win', 'lose']);

/** What the dialog of an action begins with. */
export function startingValues(
  action: Pick<ActionMeta, 'name'>,
  parameters: readonly FieldMeta[],
  record: Record<string, unknown> | undefined,
  today: string,
): Record<string, unknown> {
  const beginning = (parameter: FieldMeta) => {
    if (endings.has(action.name) && parameter.type === 'date') return today;
    const named = [parameter.name, ...(sources[action.name]?.[parameter.name] ?? [])];
    const source = named.find((name) => !isEmpty(record?.[name]));
    return (source && record?.[source]) ?? parameter.default ?? null;
  };
  return Object.fromEntries(parameters.map((parameter) => [parameter.name, beginning(parameter)]));
}

/** The currencies beside amounts, as they stand in the record that the amounts come from. */
export function startingCurrencies(
  action: Pick<ActionMeta, 'name'>,
  parameters: readonly FieldMeta[],
  record: Record<string, unknown> | undefined,
): Record<string, unknown> {
  return Object.fromEntries(
    parameters
      .filter((parameter) => parameter.type === 'money')
      .flatMap((parameter) => {
        const named = [parameter.name, ...(sources[action.name]?.[parameter.name] ?? [])];
        const currency = named.map((name) => record?.[currencyField({ name })]).find((found) => !isEmpty(found));
        return currency === undefined ? [] : [[currencyField(parameter), currency]];
      }),
  );
}
