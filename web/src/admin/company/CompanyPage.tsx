import { useSearchParams } from 'react-router';
import { useText } from '../../i18n/text.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { AdminPage } from '../shared/AdminPage.tsx';
import { CompanyForm } from './CompanyForm.tsx';
import { Numbering } from './Numbering.tsx';
import { Rates } from './Rates.tsx';
import { Status } from './Status.tsx';
import { WorkCalendar } from './WorkCalendar.tsx';

const tabs = ['company', 'rates', 'calendar', 'numbers', 'status'] as const;

/** The company's own data and conventions, and how the system is doing. */
export function CompanyPage() {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const tab = tabs.find((name) => name === params.get('tab')) ?? 'company';
  return (
    <AdminPage title={t('admin.company')} hint={t('admin.companyHint')}>
      <Tabs
        label={t('tabs.label')}
        activeKey={tab}
        onChange={(next) => setParams(next === 'company' ? {} : { tab: next })}
        items={tabs.map((key) => ({ key, label: t(`company.tab.${key}`) }))}
      />
      {tab === 'company' && <CompanyForm />}
      {tab === 'rates' && <Rates />}
      {tab === 'calendar' && <WorkCalendar />}
      {tab === 'numbers' && <Numbering />}
      {tab === 'status' && <Status />}
    </AdminPage>
  );
}
