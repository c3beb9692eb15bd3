import type { ImportJob } from '../api/jobs.ts';
import type { Definitions } from '../api/meta.ts';
import { formatNumber } from '../i18n/format.ts';

/** What an import made, or would make, beside the records of its rows, because they name it: “用户 3，部门 2”. Empty where it is nothing. */
export function besideOf(job: ImportJob, definitions: Definitions, and: string): string {
  return (job.made_beside ?? [])
    .filter((made) => (made.count ?? 0) > 0)
    .map((made) => `${definitions.find(made.object ?? '')?.plural ?? made.object} ${formatNumber(made.count ?? 0)}`)
    .join(and);
}
