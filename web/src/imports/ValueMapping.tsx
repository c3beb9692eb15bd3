import { Button, Input, Select } from 'antd';
import { ArrowRight } from 'lucide-react';
import type { UnmatchedValue } from '../api/jobs.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatNumber } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import styles from './Import.module.css';

interface ValueMappingProps {
  object: ObjectMeta;
  unmatched: readonly UnmatchedValue[];
  values: Record<string, Record<string, string>>;
  onChange(values: Record<string, Record<string, string>>): void;
}

/** Words in the file that are no value here: what is meant by each. */
export function ValueMapping({ object, unmatched, values, onChange }: ValueMappingProps) {
  const t = useText();
  const definitions = useDefinitions();
  const put = (field: string, from: string, to: string | undefined) => {
    const { [from]: _, ...others } = values[field] ?? {};
    onChange({ ...values, [field]: to ? { ...others, [from]: to } : others });
  };
  const open = unmatched.filter((u) => u.suggestion && !values[u.field]?.[u.value]);
  const acceptAll = () => {
    const next = { ...values };
    for (const u of open) next[u.field] = { ...next[u.field], [u.value]: u.suggestion ?? '' };
    onChange(next);
  };
  return (
    <section>
      <div className={styles.sectionHead}>
        <div>
          <h2>{t('import.values')}</h2>
          <p>{t('import.valuesHint')}</p>
        </div>
        {open.length > 1 && (
          <Button size="small" onClick={acceptAll}>
            {t('import.acceptAll', { count: open.length })}
          </Button>
        )}
      </div>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <tbody>
            {unmatched.map((u) => {
              const field = definitions.field(object, u.field);
              const chosen = values[u.field]?.[u.value];
              return (
                <tr key={`${u.field}:${u.value}`}>
                  <td className={styles.faint}>{field?.label ?? u.field}</td>
                  <th scope="row">{u.value}</th>
                  <td className={styles.faint}>{t('import.times', { count: formatNumber(u.count) })}</td>
                  <td>
                    <ArrowRight size={14} aria-hidden="true" />
                  </td>
                  <td className={styles.choice}>
                    {field?.options ? (
                      <Select
                        className={styles.fieldSelect}
                        allowClear
                        aria-label={t('import.valueFor', { value: u.value })}
                        placeholder={t('import.leave')}
                        value={chosen}
                        options={field.options}
                        onChange={(next?: string) => put(u.field, u.value, next)}
                      />
                    ) : (
                      <Input
                        className={styles.fieldSelect}
                        allowClear
                        aria-label={t('import.valueFor', { value: u.value })}
                        placeholder={t('import.leave')}
                        value={chosen ?? ''}
                        onChange={(event) => put(u.field, u.value, event.target.value)}
                      />
                    )}
                    {u.suggestion && chosen !== u.suggestion && (
                      <Button type="link" size="small" onClick={() => put(u.field, u.value, u.suggestion ?? undefined)}>
                        {t('import.suggested', {
                          value: field?.options?.find((o) => o.value === u.suggestion)?.label ?? u.suggestion,
                        })}
                      </Button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
