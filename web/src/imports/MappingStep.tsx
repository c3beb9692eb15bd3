import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Radio, Select } from 'antd';
import { ArrowRight, Sparkles } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import {
  changeImport,
  type DuplicatePolicy,
  type ImportJob,
  type ImportMode,
  jobKeys,
  type Suggestion,
  stepImport,
  suggestMapping,
} from '../api/jobs.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { formatNumber } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { clearing } from '../ui/clearing.tsx';
import { Scroller } from '../ui/Scroller.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { HeaderRow } from './HeaderRow.tsx';
import styles from './Import.module.css';
import { excludes, filledFields, targetsOf } from './importFields.ts';
import { isSure, keyFields } from './keyFields.ts';
import { repeatedHeaders } from './repeatedHeaders.ts';
import { wholeOf } from './wholeOf.ts';

interface MappingStepProps {
  object: ObjectMeta;
  job: ImportJob;
  onChecked(): void;
}

/** Which column becomes which field; what the server recognised is already chosen. */
export function MappingStep({ object, job, onChecked }: MappingStepProps) {
  const t = useText();
  const navigate = useNavigate();
  const suggestion = useQuery({
    queryKey: [...jobKeys.import(job.id), 'suggest', job.sheet ?? null, job.header_row ?? null],
    queryFn: () => suggestMapping(job.id),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (suggestion.isPending) return <Skeleton rows={8} />;
  if (suggestion.isError)
    return (
      <>
        <Alert type="error" showIcon title={t('import.unreadable')} description={reasonOf(suggestion.error)} role="alert" />
        <div className={styles.foot}>
          <Button type="primary" onClick={() => navigate(`/import/${object.name}`)}>
            {t('import.otherFile')}
          </Button>
        </div>
      </>
    );
  // Another sheet, or other headings, is matched anew.
  return (
    <Mapping
      key={`${job.sheet}:${job.header_row}`}
      object={object}
      job={job}
      suggestion={suggestion.data}
      onChecked={onChecked}
    />
  );
}

function Mapping({ object, job, suggestion, onChecked }: MappingStepProps & { suggestion: Suggestion }) {
  const t = useText();
  const client = useQueryClient();
  const known = job.mapping && Object.keys(job.mapping).length > 0;
  const [mapping, setMapping] = useState<Record<string, string>>(() =>
    job.mapping && known
      ? job.mapping
      : Object.fromEntries(suggestion.columns.flatMap((c) => (c.field ? [[c.header, c.field]] : []))),
  );
  const [mode, setMode] = useState<ImportMode>(job.mode ?? 'create');
  const [chosenKey, setKey] = useState<string | null>(job.key ?? null);
  const [duplicates, setDuplicates] = useState<DuplicatePolicy>(job.duplicates ?? 'skip');
  const taken = new Set(Object.values(mapping));
  const keys = keyFields(object, taken);
  const key = (keys.find((f) => f.name === chosenKey) ?? keys.find(isSure))?.name ?? null;
  const check = useMutation({
    mutationFn: async () => {
      await changeImport(job.id, { mapping, mode, key: mode === 'create' ? null : key, duplicates });
      return stepImport(job.id, 'dry_run');
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: jobKeys.import(job.id), exact: true });
      onChecked();
    },
  });
  const lookAt = useMutation({
    mutationFn: (place: Partial<Pick<ImportJob, 'sheet' | 'header_row'>>) => changeImport(job.id, { ...place, mapping: {} }),
    onSuccess: (changed) => client.setQueryData(jobKeys.import(job.id), changed),
  });
  const failure = check.error ?? lookAt.error;
  const writable = object.fields.filter(
    (f) =>
      f.type !== 'formula' && f.type !== 'rollup' && f.type !== 'child_table' && (f.editable !== false || f.name === 'owner'),
  );
  const targets = targetsOf(writable, t);
  const filled = filledFields(targets, taken);
  const repeated = repeatedHeaders(suggestion.columns.map((c) => c.header));
  const missing =
    mode === 'update'
      ? []
      : object.fields.filter(
          (f) =>
            f.required &&
            !f.filled &&
            f.editable !== false &&
            !f.system &&
            (f.default === undefined || f.default === null) &&
            !filled.has(f.name),
        );
  return (
    <>
      <div className={styles.file}>
        <strong>{t('import.rows', { count: formatNumber(suggestion.rows) })}</strong>
        <span>{t('import.mapped', { count: taken.size, total: suggestion.columns.length })}</span>
        {(suggestion.sheets?.length ?? 0) > 1 && (
          <Select
            aria-label={t('import.sheet')}
            value={job.sheet ?? suggestion.sheets?.[0]}
            options={suggestion.sheets?.map((sheet) => ({ value: sheet, label: sheet }))}
            loading={lookAt.isPending}
            onChange={(sheet) => lookAt.mutate({ sheet, header_row: null })}
          />
        )}
        {suggestion.encoding && !/^utf-?8/i.test(suggestion.encoding) && (
          <span>{t('import.encoding', { encoding: suggestion.encoding.toUpperCase() })}</span>
        )}
      </div>
      <HeaderRow
        rows={suggestion.first}
        value={suggestion.header_row}
        busy={lookAt.isPending}
        onChange={(row) => lookAt.mutate({ header_row: row })}
      />
      <div className={styles.options}>
        <fieldset>
          <legend>{t('import.mode')}</legend>
          <Radio.Group
            value={mode}
            onChange={(event) => setMode(event.target.value as ImportMode)}
            options={(['create', 'update', 'upsert'] as const).map((value) => ({ value, label: t(`import.mode.${value}`) }))}
          />
          {mode !== 'create' && (
            <Select
              aria-label={t('import.key')}
              className={styles.fieldSelect}
              placeholder={t('import.key')}
              value={key}
              options={keys.map((f) => ({ value: f.name, label: f.label }))}
              onChange={setKey}
            />
          )}
        </fieldset>
        {mode !== 'update' && (
          <fieldset>
            <legend>{t('import.duplicates')}</legend>
            <Radio.Group
              value={duplicates}
              onChange={(event) => setDuplicates(event.target.value as DuplicatePolicy)}
              options={(['skip', 'merge', 'create'] as const).map((value) => ({ value, label: t(`import.duplicates.${value}`) }))}
            />
            {duplicates === 'create' && <p className={styles.hint}>{t('import.duplicates.createHint')}</p>}
          </fieldset>
        )}
      </div>
      <Scroller isBoxed>
        <table className={`${styles.table} ${styles.columns}`}>
          <thead>
            <tr>
              <th scope="col">{t('import.column')}</th>
              <th scope="col">{t('import.samples')}</th>
              <td />
              <th scope="col">{t('import.field')}</th>
            </tr>
          </thead>
          <tbody>
            {suggestion.columns.map((column) => {
              const chosen = mapping[column.header];
              const others = new Set(
                Object.entries(mapping).flatMap(([header, name]) => (header === column.header ? [] : [name])),
              );
              const unsure = chosen !== undefined && chosen === column.field && (column.confidence ?? 1) < 0.7;
              const whole = chosen === undefined && wholeOf(suggestion, column.header, mapping, targets);
              return (
                <tr key={column.header} data-skipped={chosen === undefined || undefined}>
                  <th scope="row">{column.header}</th>
                  <td className={styles.samples}>{column.samples.slice(0, 3).join('  ·  ')}</td>
                  <td className={styles.arrow}>
                    <ArrowRight size={14} aria-hidden="true" />
                  </td>
                  <td>
                    <Select
                      className={styles.fieldSelect}
                      aria-label={t('import.fieldFor', { column: column.header })}
                      allowClear={clearing()}
                      showSearch={{ optionFilterProp: 'label' }}
                      placeholder={whole ? t('import.within', { column: whole }) : t('import.skip')}
                      status={unsure ? 'warning' : undefined}
                      suffixIcon={unsure ? <Sparkles size={14} aria-label={t('import.unsure')} /> : undefined}
                      value={chosen}
                      options={targets.map((target) => ({
                        value: target.name,
                        label: target.label,
                        disabled: excludes(target, targets, others),
                      }))}
                      onChange={(next?: string) =>
                        setMapping((before) =>
                          next
                            ? { ...before, [column.header]: next }
                            : Object.fromEntries(Object.entries(before).filter(([header]) => header !== column.header)),
                        )
                      }
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroller>
      {repeated.length > 0 && (
        <Alert type="warning" showIcon title={t('import.repeated', { columns: repeated.join(t('common.comma')) })} />
      )}
      {missing.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={t('import.missing', { fields: missing.map((f) => f.label).join(t('common.comma')) })}
        />
      )}
      {failure && <Alert type="error" showIcon title={reasonOf(failure)} role="alert" />}
      <div className={styles.foot}>
        <Button
          type="primary"
          loading={check.isPending}
          disabled={taken.size === 0 || (mode !== 'create' && !key)}
          onClick={() => check.mutate()}
        >
          {t('import.check')}
        </Button>
        <span>{t(taken.size === 0 ? 'import.mapFirst' : mode !== 'create' && !key ? 'import.noKey' : 'import.checkHint')}</span>
      </div>
    </>
  );
}
