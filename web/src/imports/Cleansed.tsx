import type { ImportJob } from '../api/jobs.ts';
import type { ObjectMeta } from '../api/meta.ts';
import type { Schemas } from '../api/schemas.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatNumber } from '../i18n/format.ts';
import { useLanguage, useText } from '../i18n/text.ts';
import { Scroller } from '../ui/Scroller.tsx';
import styles from './Import.module.css';
import { importField } from './importFields.ts';
import { toldIn } from './toldIn.ts';

interface CleansedField {
  field: string;
  count: number;
  samples: { before: string; after: string; texts?: Schemas['KeptText'] }[];
}

/** What the rules of the fields make of the file's texts (spaces, capitals, phone numbers, dates), with samples before and after. */
export function Cleansed({ object, job }: { object: ObjectMeta; job: ImportJob }) {
  const t = useText();
  const language = useLanguage();
  const definitions = useDefinitions();
  const fields = (job.cleansed ?? []) as CleansedField[];
  if (fields.length === 0) return null;
  return (
    <details>
      <summary>{t('import.cleansed', { count: formatNumber(fields.reduce((sum, f) => sum + f.count, 0)) })}</summary>
      <Scroller isBoxed>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('import.field')}</th>
              <th scope="col">{t('import.cells')}</th>
              <th scope="col">{t('import.before')}</th>
              <th scope="col">{t('import.after')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.flatMap(({ field, count, samples }) =>
              samples.map(({ before, after, texts }, index) => (
                <tr key={`${field}:${before}`}>
                  <td>{index === 0 ? (importField(definitions, object, field, t)?.label ?? field) : ''}</td>
                  <td>{index === 0 ? formatNumber(count) : ''}</td>
                  <td>
                    <code>{before}</code>
                  </td>
                  <td>{after ? <code>{toldIn(language, texts, after)}</code> : <em>{t('import.isEmpty')}</em>}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </Scroller>
    </details>
  );
}
