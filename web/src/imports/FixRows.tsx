import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { type BadRowPage, type Correction, correctImport, type ImportJob, jobKeys, listBadRows } from '../api/jobs.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { usePhone } from '../app/usePhone.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatNumber } from '../i18n/format.ts';
import { reasonOf, useLanguage, useText } from '../i18n/text.ts';
import { Scroller } from '../ui/Scroller.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { concernedColumns, fixColumns } from './badCells.ts';
import { firstConcerned } from './columnOrder.ts';
import { ErrorFileLink } from './ErrorFileLink.tsx';
import { FixRow } from './FixRow.tsx';
import styles from './FixRows.module.css';
import imports from './Import.module.css';
import { importField } from './importFields.ts';

interface FixRowsProps {
  object: ObjectMeta;
  job: ImportJob;
  /** Makes the same correction in all rows that say the same. */
  onEverywhere(correction: Correction): void;
}

const pageSize = 20;

/** The bad rows, each with everything that is wrong with it, a page at a time; cells are put right where they stand. */
export function FixRows({ object, job, onEverywhere }: FixRowsProps) {
  const t = useText();
  const phone = usePhone();
  const client = useQueryClient();
  const definitions = useDefinitions();
  const [starts, setStarts] = useState<readonly number[]>([0]);
  const after = starts.at(-1) ?? 0;
  // A file that was checked again has other bad rows; what is wrong with them is told in the reader's language.
  const key = [...jobKeys.badRows(job.id), job.finished_at, after, useLanguage()];
  const page = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => listBadRows(job.id, after, pageSize, signal),
    placeholderData: keepPreviousData,
  });
  const correct = useMutation({
    // One after the other: each tells how many bad rows are left.
    scope: { id: `correct:${job.id}` },
    mutationFn: (correction: Correction) => correctImport(job.id, correction),
    onSuccess: ({ row }) => {
      client.setQueryData<BadRowPage>(key, (shown) =>
        shown && row ? { ...shown, rows: shown.rows.map((r) => (r.row === row.row ? row : r)) } : shown,
      );
      void client.invalidateQueries({ queryKey: jobKeys.import(job.id), exact: true });
    },
  });
  if (page.isPending) return <Skeleton rows={4} />;
  if (page.isError) return <Alert type="error" showIcon title={reasonOf(page.error)} role="alert" />;
  const { rows, next } = page.data;
  if (rows.length === 0 && starts.length === 1) return null;
  const columns = fixColumns(
    job.headers ?? [],
    job.mapping ?? {},
    (name) => importField(definitions, object, name, t),
    object.nameField,
    firstConcerned(client, job.id, () => concernedColumns(rows)),
  );
  const list = rows.map((row) => (
    <FixRow
      key={row.row}
      object={object}
      row={row}
      columns={columns}
      phone={phone}
      onCorrect={(correction) => correct.mutateAsync(correction)}
      onEverywhere={onEverywhere}
    />
  ));
  return (
    <section aria-label={t('import.badRows', { count: formatNumber(job.failed ?? 0) })}>
      <div className={imports.sectionHead}>
        <div>
          <h2>{t('import.badRows', { count: formatNumber(job.failed ?? 0) })}</h2>
          <p>{t('import.fixHint')}</p>
        </div>
        <ErrorFileLink job={job} />
      </div>
      {phone ? (
        <ul className={styles.cards}>{list}</ul>
      ) : (
        <Scroller isBoxed>
          <table className={styles.sheet}>
            <thead>
              <tr>
                <th scope="col">{t('import.row')}</th>
                {columns.map(({ header, field }) => (
                  <th key={header} scope="col" title={header}>
                    {field.label}
                  </th>
                ))}
              </tr>
            </thead>
            {list}
          </table>
        </Scroller>
      )}
      {(starts.length > 1 || next) && (
        <nav className={styles.pages} aria-label={t('import.fixPage', { page: starts.length })}>
          <Button
            icon={<ChevronLeft size={14} />}
            disabled={starts.length === 1}
            aria-label={t('import.fixPrevious')}
            onClick={() => setStarts(starts.slice(0, -1))}
          />
          <span>{t('import.fixPage', { page: starts.length })}</span>
          <Button
            icon={<ChevronRight size={14} />}
            disabled={!next}
            aria-label={t('import.fixNext')}
            onClick={() => next && setStarts([...starts, next])}
          />
        </nav>
      )}
    </section>
  );
}
