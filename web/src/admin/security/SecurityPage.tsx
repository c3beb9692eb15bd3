import { useSearchParams } from 'react-router';
import { useText } from '../../i18n/text.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { AdminPage } from '../shared/AdminPage.tsx';
import { ApiKeys } from './ApiKeys.tsx';
import { ChangeLog } from './ChangeLog.tsx';
import { RecycleBin } from './RecycleBin.tsx';
import { SessionList } from './SessionList.tsx';
import { SignInLog } from './SignInLog.tsx';

const tabs = ['changes', 'bin', 'keys', 'sessions', 'signIns'] as const;

/** What happened, what was thrown away, and who gets in. */
export function SecurityPage() {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const tab = tabs.find((name) => name === params.get('tab')) ?? 'changes';
  return (
    <AdminPage title={t('admin.security')} hint={t('admin.securityHint')}>
      <Tabs
        label={t('tabs.label')}
        activeKey={tab}
        onChange={(next) => setParams(next === 'changes' ? {} : { tab: next })}
        items={tabs.map((key) => ({ key, label: t(`security.tab.${key}`) }))}
      />
      {tab === 'changes' && <ChangeLog />}
      {tab === 'bin' && <RecycleBin />}
      {tab === 'keys' && <ApiKeys />}
      {tab === 'sessions' && <SessionList all />}
      {tab === 'signIns' && <SignInLog />}
    </AdminPage>
  );
}
