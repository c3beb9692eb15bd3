import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ImportJob, jobKeys, stepImport } from '../api/jobs.ts';
import { formatNumber } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Counts } from './Counts.tsx';
import styles from './Import.module.css';

/** How far it is and how fast; it goes on without this tab. */
export function ProgressStep({ job }: { job: ImportJob }) {
  const t = useText();
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => stepImport(job.id, 'cancel'),
    onSuccess: () => void client.invalidateQueries({ queryKey: jobKeys.import(job.id), exact: true }),
  });
  const undoing = job.task === 'undo';
  const [done, total, speed] = [job.done ?? 0, job.total ?? 0, job.speed ?? 0];
  const left = speed > 0 && total > done ? Math.ceil((total - done) / speed) : null;
  const what = t(job.status === 'checking' ? 'import.checking' : undoing ? 'import.undoing' : 'import.running');
  return (
    <section className={styles.progress} aria-live="polite">
      <h2>{what}</h2>
      <ProgressBar label={what} done={done} total={total} status="active" strokeColor="var(--brand)" />
      <p>
        {t('import.progress', { done: formatNumber(done), total: formatNumber(total) })}
        {speed > 0 && <> · {t('import.speed', { speed: formatNumber(Math.round(speed)) })}</>}
        {left !== null && <> · {t('import.left', { seconds: left })}</>}
      </p>
      {!undoing && <Counts job={job} planned={job.status === 'checking'} />}
      <div className={styles.foot}>
        {!undoing && (
          <Button danger loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('import.cancel')}
          </Button>
        )}
        <span>{t(undoing ? 'import.mayCloseUndo' : job.status === 'checking' ? 'import.mayCloseCheck' : 'import.mayClose')}</span>
      </div>
    </section>
  );
}
