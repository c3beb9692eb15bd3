import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Popconfirm } from 'antd';
import { Copy, Undo2 } from 'lucide-react';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { duplicateKeys, scannable, startScan } from '../api/duplicates.ts';
import { type ImportJob, jobKeys, stepImport } from '../api/jobs.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatNumber } from '../i18n/format.ts';
import { reasonOf, useLanguage, useText } from '../i18n/text.ts';
import { refreshAll } from '../records/recordCache.ts';
import { BadRows } from './BadRows.tsx';
import { besideOf } from './beside.ts';
import { Counts } from './Counts.tsx';
import styles from './Import.module.css';
import { toldIn } from './toldIn.ts';
import { writtenBy } from './writtenBy.ts';

const tones = { done: 'success', failed: 'error', cancelled: 'warning', undone: 'info' } as const;

/** What became of it; the rows to correct; and the way back from all of it. */
export function ResultStep({ object, job }: { object: ObjectMeta; job: ImportJob }) {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const client = useQueryClient();
  useEffect(() => refreshAll(client), [client]);
  const goOn = useMutation({
    mutationFn: () => stepImport(job.id, 'start'),
    onSuccess: () => void client.invalidateQueries({ queryKey: jobKeys.import(job.id), exact: true }),
  });
  const definitions = useDefinitions();
  const mayScan = scannable.includes(object.name) && (definitions.find('duplicate_scan')?.can.create ?? false);
  const scan = useMutation({
    mutationFn: () => startScan(object.name),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: duplicateKeys.scan(object.name) });
      navigate(`/page/duplicates?object=${object.name}`);
    },
  });
  const undo = useMutation({
    mutationFn: () => stepImport(job.id, 'undo'),
    onSuccess: () => void client.invalidateQueries({ queryKey: jobKeys.import(job.id), exact: true }),
  });
  const failure = undo.error ?? goOn.error ?? scan.error;
  const status = job.status as keyof typeof tones;
  const told = toldIn(language, job.messages, job.message) ?? undefined;
  const beside = besideOf(job, definitions, t('import.undo.and'));
  const written = (job.created ?? 0) + (job.updated ?? 0);
  return (
    <>
      <Alert
        type={tones[status]}
        showIcon
        title={t(status === 'undone' && told ? 'import.result.undoneInPart' : `import.result.${status}`, {
          count: formatNumber(written),
        })}
        description={told}
      />
      <Counts job={job} />
      {object.name === 'user' && status === 'done' && (job.created ?? 0) > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('import.peopleNext')}
          action={
            <Button size="small" onClick={() => navigate('/admin/people')}>
              {t('import.peopleOpen')}
            </Button>
          }
        />
      )}
      <BadRows object={object} job={job} />
      {failure && <Alert type="error" showIcon title={reasonOf(failure)} role="alert" />}
      <div className={styles.foot}>
        {status === 'failed' && (
          <Button type="primary" loading={goOn.isPending} onClick={() => goOn.mutate()}>
            {t('import.goOn')}
          </Button>
        )}
        <Button type={status === 'failed' ? 'default' : 'primary'} onClick={() => navigate(writtenBy(object, job))}>
          {t('import.see', { plural: object.plural })}
        </Button>
        {mayScan && status === 'done' && (job.created ?? 0) > 0 && (
          <Button loading={scan.isPending} icon={<Copy size={14} />} onClick={() => scan.mutate()}>
            {t('import.findDuplicates', { plural: object.plural })}
          </Button>
        )}
        <Button onClick={() => navigate(`/import/${object.name}`)}>{t('import.another')}</Button>
        {written > 0 && (status === 'done' || status === 'cancelled') && (
          <Popconfirm
            title={t('import.undoTitle')}
            description={[
              ...(['created', 'updated'] as const)
                .filter((kind) => job[kind])
                .map((kind) => t(`import.undo.${kind}`, { count: formatNumber(job[kind] ?? 0) })),
              ...(beside ? [t('import.undo.beside', { what: beside })] : []),
            ].join(t('import.undo.and'))}
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
