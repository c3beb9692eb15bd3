import { Button } from 'antd';
import { useState } from 'react';
import type { ImportJob } from '../api/jobs.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatNumber } from '../i18n/format.ts';
import { useLanguage, useText } from '../i18n/text.ts';
import { Scroller } from '../ui/Scroller.tsx';
import { ErrorFileLink } from './ErrorFileLink.tsx';
import styles from './Import.module.css';
import { importField } from './importFields.ts';
import { toldIn } from './toldIn.ts';

/** The rows that became no record, the wrong ones and those that were skipped, each with its reason; all of them in the error file. */
export function BadRows({ object, job }: { object: ObjectMeta; job: ImportJob }) {
  const t = useText();
  const rows = job.errors_sample ?? [];
  // An undone import keeps the rows that could not be undone instead; those of the file are in the file alone.
  if (job.status === 'undone')
    return (
      <>
        <RowsOf object={object} job={job} rows={rows} count={rows.length} title="import.notUndone" />
        {(job.failed || job.skipped || 0) > 0 && (
          <div className={styles.sectionHead}>
            <h2>
              {t(job.failed ? 'import.badRows' : 'import.skippedRows', { count: formatNumber(job.failed || job.skipped || 0) })}
            </h2>
            <ErrorFileLink job={job} />
          </div>
        )}
      </>
    );
  return (
    <>
      <RowsOf
        object={object}
        job={job}
        rows={rows.filter((row) => !row.skipped)}
        count={job.failed ?? 0}
        title="import.badRows"
      />
      <SkippedRows object={object} job={job} />
    </>
  );
}

interface SkippedRowsProps {
  object: ObjectMeta;
  job: ImportJob;
  /** Before the import: takes a row in all the same that says it is a total, by what its field says. */
  onTake?(field: string, value: string): void;
}

/** The rows that were left out, or would be, each with what it is a duplicate of, or why it is no record. */
export function SkippedRows({ object, job, onTake }: SkippedRowsProps) {
  const rows = (job.errors_sample ?? []).filter((row) => row.skipped);
  const title = onTake ? 'import.willSkipRows' : 'import.skippedRows';
  return <RowsOf object={object} job={job} rows={rows} count={job.skipped ?? 0} title={title} onTake={onTake} />;
}

interface RowsOfProps {
  object: ObjectMeta;
  job: ImportJob;
  rows: NonNullable<ImportJob['errors_sample']>;
  count: number;
  title: 'import.notUndone' | 'import.badRows' | 'import.skippedRows' | 'import.willSkipRows';
  onTake?(field: string, value: string): void;
}

function RowsOf({ object, job, rows, count, title, onTake }: RowsOfProps) {
  const t = useText();
  const definitions = useDefinitions();
  const language = useLanguage();
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, 10);
  if (count === 0 || rows.length === 0) return null;
  return (
    <section>
      <div className={styles.sectionHead}>
        <h2>{t(title, { count: formatNumber(count) })}</h2>
        {(title === 'import.badRows' || (title !== 'import.notUndone' && !job.failed)) && <ErrorFileLink job={job} />}
      </div>
      <Scroller isBoxed>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('import.row')}</th>
              <th scope="col">{t('import.field')}</th>
              <th scope="col">{t('import.value')}</th>
              <th scope="col">{t('import.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={`${row.row}:${row.field}:${row.message}`}>
                <td>{row.row}</td>
                <td>{row.field ? (importField(definitions, object, row.field, t)?.label ?? row.field) : ''}</td>
                <td>
                  <code>{row.value === null || row.value === undefined ? '' : String(row.value)}</code>
                </td>
                <td className={styles.reason}>
                  {toldIn(language, row.messages, row.message)}
                  {onTake && row.field && typeof row.value === 'string' && row.code === 'import_skipped_total' && (
                    <Button
                      type="link"
                      size="small"
                      aria-label={t('import.takeTotalOf', { row: row.row, value: row.value })}
                      onClick={() => onTake(row.field ?? '', String(row.value))}
                    >
                      {t('import.takeTotal')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length < rows.length && (
          <Button type="text" block onClick={() => setAll(true)}>
            {t(
              title === 'import.skippedRows' || title === 'import.willSkipRows' ? 'import.moreSkippedRows' : 'import.moreBadRows',
              { count: rows.length },
            )}
          </Button>
        )}
      </Scroller>
    </section>
  );
}
