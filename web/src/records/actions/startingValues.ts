import type { ActionMeta, FieldMeta } from '../../api/meta.ts';
import { addDays } from '../../i18n/format.ts';
import { currencyField } from '../kinds/money/currencyField.ts';
import { linkName, parseLink } from '../kinds/shared/reference.ts';
import { isEmpty } from '../values.ts';
import { shortNeed } from './shortNeed.ts';

/** What an action's parameter begins with where the record calls it otherwise: the server would take the same. */
const sources: Record<string, Record<string, readonly string[]>> = {
  convert: { amount: ['estimated_amount'] },
  share: { note: ['contact'] },
  accept: { accepted_by: ['contact'] },
  red_letter: { take_back: ['red_left', 'amount'] },
};

/** Actions that end something end it today, whatever day was expected; what is signed or issued mostly is so today. */
const endings = new Set(['win', 'lose', 'sign', 'issue']);

/** Days ahead, where the server takes the same when nothing is said. */
const ahead: Record<string, Record<string, number>> = { convert: { close_date: 30 } };

/** What is made of several fields: the deal of a lead is called after its customer and what they want. */
const made: Record<string, Record<string, (record: Record<string, unknown>) => string | null>> = {
  convert: {
    opportunity_name: (record) => {
      const product = parseLink(record.product);
      const wanted = (product && linkName(product)) || shortNeed(record.description);
      const customer = record.company || record.name;
      return wanted && customer ? `${customer} · ${wanted}` : null;
    },
  },
};

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
    const found = source === undefined ? undefined : record?.[source];
    const days = ahead[action.name]?.[parameter.name];
    if (parameter.type === 'text' && source !== undefined && source !== parameter.name) {
      const link = parseLink(found);
      return (link && linkName(link)) ?? null;
    }
    if (record && source === undefined && made[action.name]?.[parameter.name])
      return made[action.name]?.[parameter.name]?.(record) ?? null;
    return found ?? (days === undefined ? parameter.default : addDays(today, days)) ?? null;
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
