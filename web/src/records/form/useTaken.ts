import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Definitions, FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { readRecord } from '../../api/records.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { currencyField } from '../kinds/money/currencyField.ts';
import { linkId, parseLink } from '../kinds/shared/reference.ts';
import { recordKeys } from '../recordCache.ts';
import { targetOf } from '../recordQuery.ts';
import { isEmpty } from '../values.ts';

type Values = Record<string, unknown>;

/** A field of another record from which a value is taken. */
interface Source {
  target: string;
  id: string;
  from: string;
  isMoney: boolean;
}

const nothing: ReadonlySet<string> = new Set();

/**
 * The values, filled up with what a rule of the server will take from the records they point to: the chance of winning from the chosen stage.
 * What somebody typed stays, also when they emptied it.
 */
export function useTaken(object: ObjectMeta, values: Values, typedIn: ReadonlySet<string>): Values {
  const rows = useMemo(() => [values], [values]);
  return useTakenRows(object, rows, typedIn)[0] ?? values;
}

/** The same for several records of an object. */
export function useTakenRows(object: ObjectMeta | undefined, rows: readonly Values[], typedIn = nothing): readonly Values[] {
  const definitions = useDefinitions();
  const fields = useMemo(() => object?.fields.filter((f) => f.takenFrom) ?? [], [object]);
  const sources = new Map<string, Source>();
  for (const values of rows)
    for (const field of fields) {
      const source = sourceOf(definitions, object, field, values, typedIn);
      if (source) sources.set(keyOf(source), source);
    }
  const wanted = [...sources.values()];
  const found = useQueries({
    queries: wanted.map(({ target, id, from, isMoney }) => ({
      queryKey: [...recordKeys.one(target, id), 'taken', from],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        readRecord(target, id, { select: isMoney ? ['id', from, currencyField({ name: from })] : ['id', from] }, signal),
      staleTime: 60_000,
      retry: false,
    })),
    combine: (answers) => answers.map((answer, at): [string, Values | undefined] => [keyOf(wanted[at] as Source), answer.data]),
  });
  return useMemo(() => {
    const records = new Map(found);
    return rows.map((values) =>
      filledUp(values, fields, (field) => {
        const source = sourceOf(definitions, object, field, values, typedIn);
        return source && records.get(keyOf(source));
      }),
    );
  }, [definitions, object, fields, rows, typedIn, found]);
}

/** The values with what their empty fields take; the very same where they take nothing. */
export function filledUp(
  values: Values,
  fields: readonly FieldMeta[],
  recordFor: (field: FieldMeta) => Values | undefined,
): Values {
  const taken: Values = {};
  for (const field of fields) {
    const from = field.takenFrom?.field ?? '';
    const record = recordFor(field);
    if (!record || isEmpty(record[from])) continue;
    taken[field.name] = record[from];
    const currency = record[currencyField({ name: from })];
    if (field.type === 'money' && !isEmpty(currency)) taken[currencyField(field)] = currency;
  }
  return Object.keys(taken).length > 0 ? { ...values, ...taken } : values;
}

function sourceOf(
  definitions: Definitions,
  object: ObjectMeta | undefined,
  field: FieldMeta,
  values: Values,
  typedIn: ReadonlySet<string>,
): Source | undefined {
  const lookup = object && definitions.field(object, field.takenFrom?.lookup ?? '');
  const target = lookup && targetOf(lookup);
  const link = lookup && parseLink(values[lookup.name]);
  if (!target || !link || !isEmpty(values[field.name]) || typedIn.has(field.name)) return undefined;
  return { target, id: linkId(link), from: field.takenFrom?.field ?? '', isMoney: field.type === 'money' };
}

function keyOf({ target, id, from }: Source): string {
  return `${target}/${id}/${from}`;
}
