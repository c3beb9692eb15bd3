import { Button } from 'antd';
import { useState } from 'react';
import type { ImportJob } from '../api/jobs.ts';
import { errorFileUrl } from '../api/jobs.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatNumber } from '../i18n/format.ts';
import { useLanguage, useText } from '../i18n/text.ts';
import { Scroller } from '../ui/Scroller.tsx';
import styles from './Import.module.css';
import { toldIn } from './toldIn.ts';

/** The rows that became no record, the wrong ones and those that were skipped, each with its reason; all of them in the error file. */
export function BadRows({ object, job }: { object: ObjectMeta; job: ImportJob }) {
  const rows = job.errors_sample ?? [];
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

/** The rows that were left out, or would be, each with what it is a duplicate of. */
export function SkippedRows({ object, job }: { object: ObjectMeta; job: ImportJob }) {
  const rows = (job.errors_sample ?? []).filter((row) => row.skipped);
  return <RowsOf object={object} job={job} rows={rows} count={job.skipped ?? 0} title="import.skippedRows" />;
}

interface RowsOfProps {
  object: ObjectMeta;
  job: ImportJob;
  rows: NonNullable<ImportJob['errors_sample']>;
  count: number;
  title: 'import.badRows' | 'import.skippedRows';
}

function RowsOf({ object, job, rows, count, title }: RowsOfProps) {
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
        <a href={errorFileUrl(job.id)} download>
          {t('import.errorFile')}
        </a>
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
                <td>{row.field ? (definitions.field(object, row.field)?.label ?? row.field) : ''}</td>
                <td>
                  <code>{row.value === null || row.value === undefined ? '' : String(row.value)}</code>
                </td>
                <td className={styles.reason}>{toldIn(language, row.messages, row.message)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length < rows.length && (
          <Button type="text" block onClick={() => setAll(true)}>
            {t(title === 'import.badRows' ? 'import.moreBadRows' : 'import.moreSkippedRows', { count: rows.length })}
          </Button>
        )}
      </Scroller>
    </section>
  );
}
