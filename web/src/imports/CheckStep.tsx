import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { type Correction, changeImport, correctImport, type ImportJob, jobKeys, stepImport } from '../api/jobs.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { formatNumber } from '../i18n/format.ts';
import { reasonOf, useLanguage, useText } from '../i18n/text.ts';
import { SkippedRows } from './BadRows.tsx';
import { Cleansed } from './Cleansed.tsx';
import { Counts } from './Counts.tsx';
import { FixRows } from './FixRows.tsx';
import styles from './Import.module.css';
import { Made } from './Made.tsx';
import { madeIn } from './madeIn.ts';
import { Replaced } from './Replaced.tsx';
import { toldIn } from './toldIn.ts';
import { isSettled, type ValueMap, ValueMapping } from './ValueMapping.tsx';

const pause = 800;

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
    mutationFn: (correction: Correction) => correctImport(job.id, { ...correction, everywhere: true }),
    onSuccess: again,
  });
  const start = useMutation({ mutationFn: () => stepImport(job.id, 'start'), onSuccess: again });
  const changed = JSON.stringify([values, create]) !== JSON.stringify([job.values ?? {}, job.create_missing ?? []]);
  const unmatched = job.unmatched ?? [];
  const refused = job.create_missing ?? [];
  const isDecided = isSettled(
    unmatched,
    values,
    create.filter((field) => !refused.includes(field)),
  );
  const { mutate: check, isIdle } = recheck;
  // Nothing is left to say: the check runs again by itself, after a moment in which one may still change one's mind.
  useEffect(() => {
    if (!changed || !isDecided || !isIdle) return;
    const timer = setTimeout(() => check(values), pause);
    return () => clearTimeout(timer);
  }, [changed, isDecided, isIdle, check, values]);
  const good = (job.created ?? 0) + (job.updated ?? 0);
  const message = toldIn(useLanguage(), job.messages, job.message);
  const error = recheck.error ?? everywhere.error ?? start.error;
  return (
    <>
      <div role="status">
        <Alert
          type={changed ? 'warning' : 'info'}
          showIcon
          title={t(changed ? 'import.outdated' : 'import.nothingYet')}
          action={
            changed && (
              <Button size="small" loading={recheck.isPending} onClick={() => recheck.mutate(values)}>
                {t('import.recheck')}
              </Button>
            )
          }
        />
      </div>
      <Counts job={job} planned outdated={changed} />
      {message && !changed && <Alert type="warning" showIcon title={message} />}
      {unmatched.length > 0 && (
        <ValueMapping
          object={object}
          unmatched={unmatched}
          values={values}
          create={create}
          refused={refused}
          onChange={setValues}
          onCreate={setCreate}
        />
      )}
      <Made object={object} made={madeIn(refused, unmatched)} create={create} onCreate={setCreate} />
      <Replaced
        object={object}
        values={job.values ?? {}}
        unmatched={unmatched}
        busy={recheck.isPending}
        onUndo={(next) => recheck.mutate(next)}
      />
      {/* Of words that mean something else now, what was found before says nothing. */}
      {!changed && (
        <>
          <FixRows object={object} job={job} onEverywhere={everywhere.mutate} />
          <SkippedRows
            object={object}
            job={job}
            onTake={(field, text) => recheck.mutate({ ...values, [field]: { ...values[field], [text]: text } })}
          />
          <Cleansed object={object} job={job} />
        </>
      )}
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
        {!changed && (job.failed ?? 0) > 0 && <span>{t('import.badStay', { count: formatNumber(job.failed ?? 0) })}</span>}
      </div>
    </>
  );
}
