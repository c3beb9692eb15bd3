import type { QueryClient } from '@tanstack/react-query';
import { jobKeys } from '../api/jobs.ts';

/**
 * The columns that had faults when the rows of an import were first looked at. Their order stays while cells are put right and the file is checked
 * again: what one is about to correct doesn't move away.
 */
export function firstConcerned(client: QueryClient, job: string, concerned: () => readonly string[]): ReadonlySet<string> {
  const key = [...jobKeys.import(job), 'concerned'];
  const known = client.getQueryData<readonly string[]>(key);
  if (known) return new Set(known);
  const found = concerned();
  client.setQueryDefaults(key, { gcTime: Number.POSITIVE_INFINITY });
  client.setQueryData(key, found);
  return new Set(found);
}
