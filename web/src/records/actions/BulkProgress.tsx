import { Alert } from 'antd';
import type { ObjectMeta } from '../../api/meta.ts';
import { formatNumber } from '../../i18n/format.ts';
import { reasonOf, useText } from '../../i18n/text.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import styles from '../form/Form.module.css';
import { titleOf } from '../values.ts';
import type { BulkResult } from './bulk.ts';

/** Where work on many records stands. */
export type BulkStage =
  | { at: 'asking' }
  | { at: 'reading'; done: number }
  | { at: 'writing'; done: number; total: number }
  | { at: 'over'; result: BulkResult };

/** How far it is; at the end every refusal with its reason. */
export function BulkProgress({ object, stage, count }: { object: ObjectMeta; stage: BulkStage; count: number }) {
  const t = useText();
  if (stage.at === 'asking') return null;
  if (stage.at === 'over') {
    const { done, refused, stopped } = stage.result;
    return (
      <Alert
        type="warning"
        showIcon
        title={t(stopped ? 'bulk.stopped' : 'bulk.someFailed', {
          count: formatNumber(refused.length),
          done: formatNumber(done.length),
        })}
        description={
          <ul className={styles.preview}>
            {refused.map(({ record, error }) => (
              <li key={record.id}>
                <strong>{titleOf(object, record)}</strong> {reasonOfRow(error)}
              </li>
            ))}
          </ul>
        }
      />
    );
  }
  const total = stage.at === 'writing' ? stage.total : count;
  return (
    <div aria-live="polite">
      <ProgressBar label={t('bulk.progress')} done={stage.done} total={total} status="active" strokeColor="var(--brand)" />
      <p>
        {t(stage.at === 'reading' ? 'bulk.reading' : 'bulk.writing', {
          done: formatNumber(stage.done),
          total: formatNumber(total),
        })}
      </p>
    </div>
  );
}

function reasonOfRow(error: { details: readonly { message?: string }[] }): string {
  const details = error.details.flatMap((detail) => detail.message ?? []);
  return details.length ? details.join(' ') : reasonOf(error);
}
