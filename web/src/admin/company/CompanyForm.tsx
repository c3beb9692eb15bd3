import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { companyKeys, readCompany } from '../../api/company.ts';
import { ApiError } from '../../api/http.ts';
import type { FieldMeta } from '../../api/meta.ts';
import { patchRecord, type RecordData } from '../../api/records.ts';
import { sessionKey } from '../../api/session.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { reasonOf, useText } from '../../i18n/text.ts';
import { FormField } from '../../records/form/FormField.tsx';
import { kindOf } from '../../records/kinds/registry.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { tellDone } from '../../ui/toast.ts';
import { SaveBar } from '../objects/SaveBar.tsx';
import admin from '../shared/Admin.module.css';
import { ConventionField, isConvention } from './ConventionField.tsx';

/** The company's record: name, currency, language, time zone. */
export function CompanyForm() {
  const company = useQuery({ queryKey: companyKeys.setting, queryFn: ({ signal }) => readCompany(signal) });
  if (company.isError) return <p className={admin.error}>{reasonOf(company.error)}</p>;
  return company.data ? <Fields key={company.data.version} record={company.data} /> : <Skeleton rows={6} />;
}

function Fields({ record }: { record: RecordData }) {
  const t = useText();
  const client = useQueryClient();
  const definitions = useDefinitions();
  const object = definitions.find('company_setting');
  const [values, setValues] = useState<Record<string, unknown>>(record);
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const fields = object?.fields.filter((f) => !f.system) ?? [];
  const send = (field: FieldMeta) => {
    const kind = kindOf(field);
    const value = values[field.name];
    return value === null || value === undefined || !kind.send ? value : kind.send(value, field, definitions);
  };
  const change = (patch: Record<string, unknown>) => {
    setValues((before) => ({ ...before, ...patch }));
    setChanged((before) => new Set([...before, ...Object.keys(patch)]));
  };
  const save = async () => {
    setBusy(true);
    setProblems({});
    try {
      const sent = fields.filter((f) => changed.has(f.name)).map((f) => [f.name, send(f)]);
      await patchRecord('company_setting', record.id, Object.fromEntries(sent), record.version);
      tellDone(t('admin.saved'));
      setChanged(new Set());
      await Promise.all([
        client.invalidateQueries({ queryKey: companyKeys.setting }),
        client.invalidateQueries({ queryKey: sessionKey }),
      ]);
    } catch (error) {
      const details = error instanceof ApiError && error.status !== 412 ? error.details : [];
      setProblems(
        details.length > 0
          ? Object.fromEntries(details.map((d) => [d.target ?? '', d.message ?? '']))
          : { '': error instanceof ApiError && error.status === 412 ? t('admin.changedMeanwhile') : reasonOf(error) },
      );
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={admin.form}>
      <div className={admin.columns}>
        {fields.map((field) =>
          isConvention(field) ? (
            <ConventionField
              key={field.name}
              field={field}
              value={values[field.name]}
              problem={problems[field.name]}
              onChange={(value) => change({ [field.name]: value })}
            />
          ) : (
            <FormField
              key={field.name}
              field={field}
              values={values}
              required={field.required}
              readOnly={field.editable === false}
              problem={problems[field.name]}
              onChange={change}
            />
          ),
        )}
      </div>
      <SaveBar shown={changed.size > 0} busy={busy} problem={problems['']} onSave={() => void save()} />
    </div>
  );
}
