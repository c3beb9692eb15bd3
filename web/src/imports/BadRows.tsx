import { Button } from 'antd';
import { useState } from 'react';
import type { ImportJob } from '../api/jobs.ts';
import { errorFileUrl } from '../api/jobs.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatNumber } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import styles from './Import.module.css';

/** The rows that are wrong, each with its reason; all of them in the error file. */
export function BadRows({ object, job }: { object: ObjectMeta; job: ImportJob }) {
  const t = useText();
  const definitions = useDefinitions();
  const [all, setAll] = useState(false);
  const rows = job.errors_sample ?? [];
  const shown = all ? rows : rows.slice(0, 10);
  if (!job.failed || rows.length === 0) return null;
  return (
    <section>
      <div className={styles.sectionHead}>
        <h2>{t('import.badRows', { count: formatNumber(job.failed) })}</h2>
        <a href={errorFileUrl(job.id)} download>
          {t('import.errorFile')}
        </a>
      </div>
      <div className={styles.scroll}>
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
                <td className={styles.reason}>{row.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length < rows.length && (
          <Button type="text" block onClick={() => setAll(true)}>
            {t('import.moreBadRows', { count: rows.length })}
          </Button>
        )}
      </div>
    </section>
  );
}
