import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { Link } from 'react-router';
import admin from '../admin/shared/Admin.module.css';
import { AdminPage } from '../admin/shared/AdminPage.tsx';
import { useLeadForms } from '../api/leadForms.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatDateTime, formatNumber } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { Badge } from '../ui/Badge.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { stateOfForm } from './formState.ts';

/** 获客表单: every form with what it brings. */
export function LeadFormsPage() {
  const t = useText();
  const can = useDefinitions().find('lead_form')?.can;
  const forms = useLeadForms();
  const add = can?.create && (
    <Link to="/page/lead-forms/new">
      <Button type="primary" icon={<Plus size={16} />}>
        {t('leadForms.new')}
      </Button>
    </Link>
  );
  return (
    <AdminPage title={t('leadForms.title')} hint={t('leadForms.hint')} actions={add}>
      {forms.isPending ? (
        <Skeleton rows={6} />
      ) : forms.isError ? (
        <Empty
          tone="error"
          title={t('leadForms.failed')}
          action={<Button onClick={() => void forms.refetch()}>{t('common.retry')}</Button>}
        >
          {reasonOf(forms.error)}
        </Empty>
      ) : forms.data.length === 0 ? (
        <Empty title={t('leadForms.none')} action={add}>
          {t('leadForms.noneHint')}
        </Empty>
      ) : (
        <div className={admin.scroll}>
          <table className={admin.table}>
            <thead>
              <tr>
                <th>{t('leadForms.name')}</th>
                <th>{t('leadForms.state')}</th>
                <th className={admin.number}>{t('leadForms.leads')}</th>
                <th className={admin.hideOnPhone}>{t('leadForms.closes')}</th>
              </tr>
            </thead>
            <tbody>
              {forms.data.map((form) => {
                const state = stateOfForm(form, new Date());
                return (
                  <tr key={form.id}>
                    <td>
                      <span className={admin.main}>
                        <Link to={`/page/lead-forms/${form.id}`}>{String(form.name)}</Link>
                      </span>
                    </td>
                    <td>
                      <Badge color={state.color}>{t(state.text)}</Badge>
                    </td>
                    <td className={admin.number}>{formatNumber(Number(form.leads ?? 0))}</td>
                    <td className={admin.hideOnPhone}>
                      {typeof form.closes_at === 'string' ? formatDateTime(form.closes_at) : ''}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </AdminPage>
  );
}
