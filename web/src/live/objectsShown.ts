import type { QueryCache } from '@tanstack/react-query';
import { forecastObjects, recordKeys, reviewedObjects, todaysObjects } from '../records/recordCache.ts';

/** Names of the objects whose records are on the screen, in order: those of queries that somebody looks at. */
export function objectsShown(cache: QueryCache): string[] {
  const shown = new Set<string>();
  for (const query of cache.getAll()) {
    const [kind, object] = query.queryKey;
    if (query.isActive() && kind === 'records' && typeof object === 'string') shown.add(object);
    if (query.isActive() && kind === 'sales') shown.add('opportunity');
    if (query.isActive() && kind === 'forecast') for (const name of forecastObjects) shown.add(name);
    if (query.isActive() && kind === recordKeys.approvals[0]) for (const name of reviewedObjects(cache)) shown.add(name);
    if (query.isActive() && kind === recordKeys.today[0]) for (const name of todaysObjects) shown.add(name);
  }
  return [...shown].sort();
}
