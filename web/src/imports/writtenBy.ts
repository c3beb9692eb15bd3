import type { ImportJob } from '../api/jobs.ts';
import type { ObjectMeta } from '../api/meta.ts';

/** The list of what the import wrote: what changed since it began, whoever owns it. */
export function writtenBy(object: ObjectMeta, job: Pick<ImportJob, 'started_at'>): string {
  const params = new URLSearchParams({ sort: '-updated_at' });
  const everything = object.views.find((view) => !view.filter && view.kind === 'table');
  if (everything) params.set('view', everything.name);
  if (job.started_at) params.set('filter', `updated_at ge ${job.started_at}`);
  return `/o/${object.name}?${params}`;
}
