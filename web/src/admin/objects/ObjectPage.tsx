import { Button } from 'antd';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useDefinition } from '../../api/definitions.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { currentLanguage, reasonOf, useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import admin from '../shared/Admin.module.css';
import { AdminPage } from '../shared/AdminPage.tsx';
import { say } from './changes.ts';
import { FieldsTab } from './FieldsTab.tsx';
import { LayoutTab } from './LayoutTab.tsx';
import { ObjectSettings } from './ObjectSettings.tsx';
import { RulesTab } from './RulesTab.tsx';
import { TypesTab } from './TypesTab.tsx';
import { ViewsTab } from './ViewsTab.tsx';

const tabs = ['fields', 'types', 'layout', 'views', 'rules', 'settings'] as const;

/** One object in the hands of an administrator: fields, form, lists, rules. */
export function ObjectPage() {
  const { object } = useParams();
  const t = useText();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const whole = useDefinition(object);
  const visible = useDefinitions().find(object);
  const tab = tabs.find((name) => name === params.get('tab')) ?? 'fields';
  if (whole.isError)
    return (
      <Empty tone="error" title={t('admin.failed')}>
        {reasonOf(whole.error)}
      </Empty>
    );
  if (!whole.data) return <Skeleton rows={8} />;
  const { definition, delivered, customisation } = whole.data;
  const key = `${definition.name}-${customisation?.version ?? 0}`;
  return (
    <AdminPage
      title={say(definition.label, currentLanguage())}
      above={{ label: t('admin.objects'), to: '/admin/objects' }}
      mark={
        <>
          <span className={admin.code}>{definition.name}</span>
          {!delivered && <span className={admin.chipBrand}>{t('origin.custom')}</span>}
        </>
      }
      actions={visible?.can && <Button onClick={() => navigate(`/o/${definition.name}`)}>{t('object.open')}</Button>}
    >
      <Tabs
        label={t('tabs.label')}
        activeKey={tab}
        onChange={(next) => setParams(next === 'fields' ? {} : { tab: next })}
        items={tabs.map((name) => ({ key: name, label: t(`object.tab.${name}`) }))}
      />
      {tab === 'fields' && <FieldsTab whole={whole.data} />}
      {tab === 'types' && <TypesTab key={key} whole={whole.data} />}
      {tab === 'layout' && <LayoutTab key={key} whole={whole.data} />}
      {tab === 'views' && <ViewsTab key={key} whole={whole.data} />}
      {tab === 'rules' && <RulesTab key={key} whole={whole.data} />}
      {tab === 'settings' && <ObjectSettings key={key} whole={whole.data} />}
    </AdminPage>
  );
}
