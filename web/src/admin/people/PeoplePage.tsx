import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { peopleKeys, readDepartments, readPeople } from '../../api/people.ts';
import { reasonOf, useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { AdminPage } from '../shared/AdminPage.tsx';
import { DepartmentTree } from './DepartmentTree.tsx';
import { PeopleList } from './PeopleList.tsx';

/** Who works here and where: the people and the departments. */
export function PeoplePage() {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const tab = params.get('tab') === 'departments' ? 'departments' : 'people';
  const people = useQuery({ queryKey: peopleKeys.people, queryFn: ({ signal }) => readPeople(signal) });
  const departments = useQuery({ queryKey: peopleKeys.departments, queryFn: ({ signal }) => readDepartments(signal) });
  const failure = people.error ?? departments.error;
  return (
    <AdminPage title={t('admin.people')} hint={t('admin.peopleHint')}>
      <Tabs
        label={t('tabs.label')}
        activeKey={tab}
        onChange={(next) => setParams(next === 'people' ? {} : { tab: next })}
        items={(['people', 'departments'] as const).map((key) => ({ key, label: t(`people.tab.${key}`) }))}
      />
      {failure ? (
        <Empty tone="error" title={t('admin.failed')}>
          {reasonOf(failure)}
        </Empty>
      ) : !people.data || !departments.data ? (
        <Skeleton rows={8} />
      ) : tab === 'people' ? (
        <PeopleList people={people.data} departments={departments.data} />
      ) : (
        <DepartmentTree people={people.data} departments={departments.data} />
      )}
    </AdminPage>
  );
}
