import type { ImportJob } from '../api/jobs.ts';
import { formatNumber } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import styles from './Import.module.css';

/** How many rows become what; nothing is known of it where the check is out of date. */
export function Counts({ job, planned, outdated }: { job: ImportJob; planned?: boolean; outdated?: boolean }) {
  const t = useText();
  const undone = job.status === 'undone';
  const counts = [
    ['created', job.created],
    ['updated', job.updated],
    ['skipped', job.skipped],
    ['failed', job.failed],
  ] as const;
  return (
    <dl className={styles.counts}>
      {counts.map(([name, value]) => (
        <div key={name} data-name={undone ? undefined : name} data-none={outdated || !value || undefined}>
          <dt>{t(`import.${planned ? 'will' : undone ? 'back' : 'did'}.${name}`)}</dt>
          <dd>{outdated ? '—' : formatNumber(value ?? 0)}</dd>
        </div>
      ))}
    </dl>
  );
}
