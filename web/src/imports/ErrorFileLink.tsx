import { errorFileUrl, type ImportJob } from '../api/jobs.ts';
import { useText } from '../i18n/text.ts';

/** The one file with all rows that became no record; its words say which those are. */
export function ErrorFileLink({ job }: { job: ImportJob }) {
  const t = useText();
  const said = !job.skipped ? 'import.errorFile' : job.failed ? 'import.leftFile' : 'import.skippedFile';
  return (
    <a href={errorFileUrl(job.id)} download>
      {t(said)}
    </a>
  );
}
