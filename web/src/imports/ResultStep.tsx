import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Popconfirm } from 'antd';
import { Undo2 } from 'lucide-react';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { type ImportJob, jobKeys, stepImport } from '../api/jobs.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { formatNumber } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { refreshAll } from '../records/recordCache.ts';
import { BadRows } from './BadRows.tsx';
import { Counts } from './Counts.tsx';
import styles from './Import.module.css';

const tones = { done: 'success', failed: 'error', cancelled: 'warning', undone: 'info' } as const;

/** What became of it; the rows to correct; and the way back from all of it. */
export function ResultStep({ object, job }: { object: ObjectMeta; job: ImportJob }) {
  const t = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  useEffect(() => refreshAll(client), [client]);
  const goOn = useMutation({
    mutationFn: () => stepImport(job.id, 'start'),
    onSuccess: () => void client.invalidateQueries({ queryKey: jobKeys.import(job.id), exact: true }),
  });
  const undo = useMutation({
    mutationFn: () => stepImport(job.id, 'undo'),
    onSuccess: () => void client.invalidateQueries({ queryKey: jobKeys.import(job.id), exact: true }),
  });
  const status = job.status as keyof typeof tones;
  const written = (job.created ?? 0) + (job.updated ?? 0);
  return (
    <>
      <Alert
        type={tones[status]}
        showIcon
        title={t(`import.result.${status}`, { count: formatNumber(written) })}
        description={job.message ? String(job.message) : undefined}
      />
      <Counts job={job} />
      <BadRows object={object} job={job} />
      {(undo.error ?? goOn.error) && <Alert type="error" showIcon title={reasonOf(undo.error ?? goOn.error)} role="alert" />}
      <div className={styles.foot}>
        {status === 'failed' && (
          <Button type="primary" loading={goOn.isPending} onClick={() => goOn.mutate()}>
            {t('import.goOn')}
          </Button>
        )}
        <Button type={status === 'failed' ? 'default' : 'primary'} onClick={() => navigate(`/o/${object.name}`)}>
          {t('import.see', { plural: object.plural })}
        </Button>
        <Button onClick={() => navigate(`/import/${object.name}`)}>{t('import.another')}</Button>
        {written > 0 && (status === 'done' || status === 'cancelled') && (
          <Popconfirm
            title={t('import.undoTitle')}
            description={t('import.undoText', {
              created: formatNumber(job.created ?? 0),
              updated: formatNumber(job.updated ?? 0),
            })}
            okText={t('import.undo')}
            cancelText={t('common.cancel')}
            onConfirm={() => undo.mutate()}
          >
            <Button danger loading={undo.isPending} icon={<Undo2 size={14} />}>
              {t('import.undo')}
            </Button>
          </Popconfirm>
        )}
      </div>
    </>
  );
}
