import { useQueries } from '@tanstack/react-query';
import { aggregate } from '../api/records.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { recordKeys } from '../records/recordCache.ts';
import { applyOf, countOf, pointingAt } from './hanging.ts';

/** How much one or several of the records have of an object's, of what the reader may see. */
export interface Hanging {
  name: string;
  label: string;
  of(ids: readonly string[]): number;
}

/** What hangs on the records, object by object; undefined until it is counted. */
export function useHanging(object: string, ids: readonly string[]): readonly Hanging[] | undefined {
  const pointing = pointingAt(object, useDefinitions().objects);
  const answers = useQueries({
    queries: pointing.map(({ child, fields }) => {
      const apply = applyOf(fields, ids);
      return {
        queryKey: recordKeys.apply(child.name, apply),
        queryFn: ({ signal }: { signal: AbortSignal }) => aggregate(child.name, apply, signal),
        retry: false,
      };
    }),
  });
  if (answers.some((answer) => answer.isPending)) return undefined;
  return pointing
    .map(({ child, fields }, at) => ({
      name: child.name,
      label: child.label,
      of: (some: readonly string[]) => countOf(answers[at]?.data ?? [], fields, some),
    }))
    .filter(({ of }) => of(ids) > 0);
}
