import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import admin from '../admin/shared/Admin.module.css';
import { AdminPage } from '../admin/shared/AdminPage.tsx';
import { forgetLeadForms, saveLeadForm, useLeadForm } from '../api/leadForms.ts';
import type { Definitions, FieldMeta, ObjectMeta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { leaving, useUnsavedGuard } from '../app/useUnsavedGuard.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { reasonOf, useText } from '../i18n/text.ts';
import { FormField } from '../records/form/FormField.tsx';
import { showFirstProblem } from '../records/form/showFirstProblem.ts';
import { useRecordForm } from '../records/form/useRecordForm.ts';
import { expandFor } from '../records/recordQuery.ts';
import { sameValue, toApi } from '../records/values.ts';
import { Empty } from '../ui/Empty.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { tellDone } from '../ui/toast.ts';
import { FormLinks } from './FormLinks.tsx';
import { FormPreview } from './FormPreview.tsx';
import { QuestionList } from './QuestionList.tsx';
import { usualQuestions } from './questions.ts';

const words = ['name', 'active', 'title_zh', 'title_en', 'intro_zh', 'intro_en', 'submit_zh', 'submit_en'];
const consent = ['consent_zh', 'consent_en'];
const after = ['thanks_zh', 'thanks_en', 'redirect', 'source', 'assignment', 'lead_owner', 'pool', 'task_minutes', 'on_known'];
const limits = ['opens_at', 'closes_at', 'daily_limit', 'allowed_origins'];
const designed = [...words, 'questions', ...consent, ...after, ...limits];

/** One form: designed on the left, as visitors see it on the right; its links and channels once it is saved. */
export function LeadFormPage() {
  const t = useText();
  const { id = 'new' } = useParams();
  const definitions = useDefinitions();
  const object = definitions.find('lead_form');
  const form = useLeadForm(id === 'new' ? undefined : id, object ? expandFor(definitions, object.fields) : '');
  if (!object)
    return (
      <Empty tone="error" title={t('object.unknown')}>
        {t('object.unknownHint')}
      </Empty>
    );
  if (id === 'new') return <Designer key="new" object={object} />;
  if (form.isPending) return <Skeleton rows={10} />;
  if (form.isError)
    return (
      <Empty tone="error" title={t('leadForms.failed')}>
        {reasonOf(form.error)}
      </Empty>
    );
  return <Designer key={`${form.data.id} ${form.data.version}`} object={object} saved={form.data} />;
}

function Designer({ object, saved }: { object: ObjectMeta; saved?: RecordData }) {
  const t = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const definitions = useDefinitions();
  const page = useRef<HTMLDivElement>(null);
  const [tab, setTab] = useState('design');
  const [busy, setBusy] = useState(false);
  const fields = useMemo(
    () => designed.map((name) => definitions.field(object, name)).flatMap((f) => (f ? [offering(f, definitions)] : [])),
    [definitions, object],
  );
  const initial: Record<string, unknown> = saved ?? {
    ...Object.fromEntries(fields.filter((f) => f.default !== undefined).map((f) => [f.name, f.default])),
    questions: usualQuestions,
  };
  const form = useRecordForm(object, initial, null);
  useUnsavedGuard(form.isTouched() && designed.some((name) => !sameValue(form.typed[name], initial[name])));
  const mayEdit = saved ? object.can.edit : object.can.create;
  const given = Object.fromEntries(
    designed.filter((name) => form.values[name] !== undefined).map((name) => [name, form.values[name]]),
  );
  const values = toApi(definitions, object, given);
  const save = async () => {
    if (!form.check(fields)) return showFirstProblem(page.current);
    setBusy(true);
    try {
      const sent = saved
        ? Object.fromEntries(Object.entries(values).filter(([name]) => !sameValue(given[name], saved[name])))
        : values;
      const record = await saveLeadForm(saved, sent);
      await forgetLeadForms(client);
      tellDone(t('leadForms.saved', { name: String(record.name) }));
      if (!saved) void leaving(() => navigate(`/page/lead-forms/${record.id}`, { replace: true }));
    } catch (error) {
      form.takeRefusal(error, fields);
      showFirstProblem(page.current);
    } finally {
      setBusy(false);
    }
  };
  const section = (title: string, names: readonly string[]) => (
    <section className={admin.section}>
      <h2>{title}</h2>
      <div className={admin.columns}>
        {fields
          .filter((f) => names.includes(f.name) && form.fieldState(f).visible)
          .sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name))
          .map((field) => (
            <FormField
              key={field.name}
              field={field}
              values={form.values}
              required={form.fieldState(field).required}
              readOnly={!mayEdit || form.fieldState(field).readOnly}
              problem={form.problems[field.name]}
              onChange={form.change}
            />
          ))}
      </div>
    </section>
  );
  const design = (
    <div className={admin.split}>
      <div ref={page} className={admin.form}>
        {form.problems[''] && (
          <p className={admin.error} role="alert" data-problem="">
            {form.problems['']}
          </p>
        )}
        {section(t('leadForms.words'), words)}
        <section className={admin.section}>
          <h2>{t('leadForms.questions')}</h2>
          <QuestionList
            value={form.values.questions}
            problem={form.problems.questions}
            disabled={!mayEdit}
            onChange={(questions) => form.change({ questions })}
          />
        </section>
        {section(definitions.field(object, 'consent_zh')?.label ?? '', consent)}
        {section(t('leadForms.after'), after)}
        {section(t('leadForms.limits'), limits)}
      </div>
      <FormPreview values={values} />
    </div>
  );
  return (
    <AdminPage
      title={saved ? String(saved.name) : t('leadForms.new')}
      above={{ label: t('leadForms.title'), to: '/page/lead-forms' }}
      actions={
        mayEdit && (
          <Button type="primary" loading={busy} onClick={() => void save()}>
            {t('admin.save')}
          </Button>
        )
      }
    >
      {saved ? (
        <Tabs
          label={t('leadForms.title')}
          activeKey={tab}
          onChange={setTab}
          items={[
            { key: 'design', label: t('leadForms.design'), children: design },
            { key: 'reach', label: t('leadForms.reach'), children: <FormLinks form={saved} /> },
          ]}
        />
      ) : (
        design
      )}
    </AdminPage>
  );
}

/** The source is chosen among those that leads have. */
function offering(field: FieldMeta, definitions: Definitions): FieldMeta {
  const options = field.name === 'source' ? definitions.field('lead', 'source')?.options : undefined;
  return options ? { ...field, type: 'select', options } : field;
}
