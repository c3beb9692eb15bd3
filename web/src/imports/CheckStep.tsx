import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { type Correction, changeImport, correctImport, type ImportJob, jobKeys, stepImport } from '../api/jobs.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { formatNumber } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { SkippedRows } from './BadRows.tsx';
import { Cleansed } from './Cleansed.tsx';
import { Counts } from './Counts.tsx';
import { FixRows } from './FixRows.tsx';
import styles from './Import.module.css';
import { Replaced } from './Replaced.tsx';
import { type ValueMap, ValueMapping } from './ValueMapping.tsx';

/** What would happen: counts, the words nobody knew, the rows that are wrong. Nothing has been written yet. */
export function CheckStep({ object, job, onBack }: { object: ObjectMeta; job: ImportJob; onBack(): void }) {
  const t = useText();
  const client = useQueryClient();
  const [values, setValues] = useState<ValueMap>(job.values ?? {});
  const [create, setCreate] = useState<string[]>(job.create_missing ?? []);
  const again = () => void client.invalidateQueries({ queryKey: jobKeys.import(job.id), exact: true });
  const recheck = useMutation({
    mutationFn: async (meant: ValueMap) => {
      await changeImport(job.id, { values: meant, create_missing: create });
      return stepImport(job.id, 'dry_run');
    },
    onSuccess: again,
  });
  const everywhere = useMutation({
    mutationFn: async (correction: Correction) => {
      if (changed) await changeImport(job.id, { values, create_missing: create });
      return correctImport(job.id, { ...correction, everywhere: true });
    },
    onSuccess: again,
  });
  const start = useMutation({ mutationFn: () => stepImport(job.id, 'start'), onSuccess: again });
  const changed = JSON.stringify([values, create]) !== JSON.stringify([job.values ?? {}, job.create_missing ?? []]);
  const unmatched = job.unmatched ?? [];
  const good = (job.created ?? 0) + (job.updated ?? 0);
  const error = recheck.error ?? everywhere.error ?? start.error;
  return (
    <>
      <Alert type="info" showIcon title={t('import.nothingYet')} />
      <Counts job={job} planned />
      {job.message && <Alert type="warning" showIcon title={job.message} />}
      {unmatched.length > 0 && (
        <ValueMapping
          object={object}
          unmatched={unmatched}
          values={values}
          create={create}
          onChange={setValues}
          onCreate={setCreate}
        />
      )}
      <Replaced
        object={object}
        values={job.values ?? {}}
        unmatched={unmatched}
        busy={recheck.isPending}
        onUndo={(next) => recheck.mutate(next)}
      />
      <FixRows object={object} job={job} onEverywhere={everywhere.mutate} />
      <SkippedRows object={object} job={job} />
      <Cleansed object={object} job={job} />
      {error && <Alert type="error" showIcon title={reasonOf(error)} role="alert" />}
      <div className={styles.foot}>
        {changed ? (
          <Button type="primary" loading={recheck.isPending} onClick={() => recheck.mutate(values)}>
            {t('import.recheck')}
          </Button>
        ) : (
          <Button type="primary" loading={start.isPending} disabled={good === 0} onClick={() => start.mutate()}>
            {t('import.start', { count: formatNumber(good) })}
          </Button>
        )}
        <Button onClick={onBack}>{t('import.back')}</Button>
        {(job.failed ?? 0) > 0 && <span>{t('import.badStay', { count: formatNumber(job.failed ?? 0) })}</span>}
      </div>
    </>
  );
}
