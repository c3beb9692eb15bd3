import type { ImportJob } from '../api/jobs.ts';
import { formatNumber } from '../i18n/format.ts';
import type { text } from '../i18n/text.ts';

type Counted = Pick<ImportJob, 'status' | 'created' | 'updated' | 'skipped' | 'failed'>;

/** What became of the rows of a file, or would become of them: those that were refused count as well. */
export function importOutcome(job: Counted, t: typeof text): string {
  const good = (job.created ?? 0) + (job.updated ?? 0);
  const parts = [
    ['good', good],
    ['skipped', job.skipped ?? 0],
    ['failed', job.failed ?? 0],
  ] as const;
  const all = parts.reduce((sum, [, count]) => sum + count, 0);
  if (all === 0 || job.status === 'uploaded' || job.status === 'mapped') return t('jobs.outcome.none');
  const name = (part: (typeof parts)[number][0]) =>
    part === 'good' ? (job.status === 'undone' ? 'undone' : job.status === 'checked' ? 'ready' : 'done') : part;
  return parts
    .filter(([part, count]) => part === 'good' || count > 0)
    .map(([part, count]) => t(`jobs.outcome.${name(part)}`, { count: formatNumber(count) }))
    .join(t('jobs.outcome.and'));
}
