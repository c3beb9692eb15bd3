import type { ImportJob } from '../api/jobs.ts';
import { formatNumber } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import styles from './Import.module.css';

/** How many rows become what. */
export function Counts({ job, planned }: { job: ImportJob; planned?: boolean }) {
  const t = useText();
  const counts = [
    ['created', job.created],
    ['updated', job.updated],
    ['skipped', job.skipped],
    ['failed', job.failed],
  ] as const;
  return (
    <dl className={styles.counts}>
      {counts.map(([name, value]) => (
        <div key={name} data-name={name} data-none={!value || undefined}>
          <dt>{t(planned ? `import.will.${name}` : `import.did.${name}`)}</dt>
          <dd>{formatNumber(value ?? 0)}</dd>
        </div>
      ))}
    </dl>
  );
}
