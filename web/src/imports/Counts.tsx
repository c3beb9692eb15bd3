import type { ImportJob } from '../api/jobs.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatNumber } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { besideOf } from './beside.ts';
import styles from './Import.module.css';

/** How many rows become what; nothing is known of it where the check is out of date. */
export function Counts({ job, planned, outdated }: { job: ImportJob; planned?: boolean; outdated?: boolean }) {
  const t = useText();
  const definitions = useDefinitions();
  const undone = job.status === 'undone';
  const counts = [
    ['created', job.created],
    ['updated', job.updated],
    ['skipped', job.skipped],
    ['failed', job.failed],
  ] as const;
  const when = planned ? 'will' : undone ? 'back' : 'did';
  const beside = outdated ? '' : besideOf(job, definitions, t('import.undo.and'));
  return (
    <>
      <dl className={styles.counts}>
        {counts.map(([name, value]) => (
          <div key={name} data-name={undone ? undefined : name} data-none={outdated || !value || undefined}>
            <dt>{t(`import.${when}.${name}`)}</dt>
            <dd>{outdated ? '—' : formatNumber(value ?? 0)}</dd>
          </div>
        ))}
      </dl>
      {beside && <p className={styles.faint}>{t(`import.${when}.beside`, { what: beside })}</p>}
    </>
  );
}
