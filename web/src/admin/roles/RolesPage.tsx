import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { listRecords } from '../../api/records.ts';
import { type Role, readRoles, roleKeys, saveRole } from '../../api/roles.ts';
import { reasonOf, useLanguage, useText } from '../../i18n/text.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { freeName, nameFrom } from '../objects/changes.ts';
import { learnToRead, reading } from '../objects/reading.ts';
import admin from '../shared/Admin.module.css';
import { AdminPage } from '../shared/AdminPage.tsx';
import { Row } from '../shared/Row.tsx';
import { roleDescription } from './deliveredRoles.ts';
import { ExplainAccess } from './ExplainAccess.tsx';

/** Who may do what: the roles, and why somebody can or cannot. */
export function RolesPage() {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const tab = params.get('tab') === 'explain' ? 'explain' : 'roles';
  const [adding, setAdding] = useState(false);
  const roles = useQuery({ queryKey: roleKeys.all, queryFn: ({ signal }) => readRoles(signal) });
  return (
    <AdminPage
      title={t('admin.roles')}
      hint={t('admin.rolesHint')}
      actions={
        tab === 'roles' && (
          <Button type="primary" icon={<Plus size={16} />} onClick={() => setAdding(true)}>
            {t('role.new')}
          </Button>
        )
      }
    >
      <Tabs
        label={t('tabs.label')}
        activeKey={tab}
        onChange={(next) => setParams(next === 'roles' ? {} : { tab: next })}
        items={(['roles', 'explain'] as const).map((key) => ({ key, label: t(`role.tab.${key}`) }))}
      />
      {tab === 'explain' ? (
        <ExplainAccess />
      ) : !roles.data ? (
        <Skeleton rows={6} />
      ) : (
        <>
          {adding && <NewRole roles={roles.data} onClose={() => setAdding(false)} />}
          <RoleList roles={roles.data} />
        </>
      )}
    </AdminPage>
  );
}

function RoleList({ roles }: { roles: readonly Role[] }) {
  const t = useText();
  const isEnglish = useLanguage() === 'en';
  const people = useQuery({
    queryKey: [...roleKeys.all, 'people'],
    queryFn: async ({ signal }) => {
      const counts = new Map<string, number>();
      const page = await listRecords('user', { filter: 'active eq true', select: ['id', 'roles'], top: 1000 }, signal);
      for (const user of page.value)
        for (const role of (user.roles as string[] | null) ?? []) counts.set(role, (counts.get(role) ?? 0) + 1);
      return counts;
    },
    retry: false,
  });
  return (
    <table className={admin.table}>
      <thead>
        <tr>
          <th>{t('role.label')}</th>
          <th className={admin.hideOnPhone}>{t('role.description')}</th>
          {people.data && <th className={admin.number}>{t('role.people')}</th>}
        </tr>
      </thead>
      <tbody>
        {roles.map((role) => (
          <tr key={role.id}>
            <td>
              <span className={admin.main}>
                <Link to={`/admin/roles/${role.id}`}>{role.label}</Link>
                <span className={`${admin.code} ${admin.hideOnPhone}`}>{role.name}</span>
              </span>
            </td>
            <td className={`${admin.soft} ${admin.hideOnPhone}`}>{roleDescription(role.description, isEnglish)}</td>
            {people.data && (
              <td className={admin.number}>
                {people.data.has(role.id) ? (
                  <Link
                    to={`/admin/people?role=${role.id}`}
                    aria-label={t('role.peopleOf', { role: role.label, count: people.data.get(role.id) ?? 0 })}
                  >
                    {people.data.get(role.id)}
                  </Link>
                ) : (
                  0
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A new role begins as a copy of one that works, so that nothing needed every day is forgotten. */
function NewRole({ roles, onClose }: { roles: readonly Role[]; onClose(): void }) {
  const t = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [label, setLabel] = useState('');
  const [from, setFrom] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [unchosen, setUnchosen] = useState<string>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    const copied = roles.find((r) => r.id === from);
    setProblem(label.trim() ? undefined : t('field.needsLabel'));
    setUnchosen(copied ? undefined : t('form.choose', { field: t('role.from') }));
    if (!label.trim() || !copied) return;
    setBusy(true);
    try {
      await learnToRead();
      const name = freeName(
        nameFrom(label, reading()) || 'role',
        roles.map((r) => r.name),
      );
      await saveRole({ ...copied, id: '', version: undefined, name, labelZh: label.trim(), labelEn: '', description: '' });
      await client.invalidateQueries({ queryKey: roleKeys.all });
      const made = (await client.fetchQuery({ queryKey: roleKeys.all, queryFn: ({ signal }) => readRoles(signal) })).find(
        (r) => r.name === name,
      );
      if (made) navigate(`/admin/roles/${made.id}`);
      else onClose();
    } catch (error) {
      setProblem(reasonOf(error));
      setBusy(false);
    }
  };
  return (
    <form
      className={admin.card}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className={admin.columns}>
        <Row label={t('role.label')} problem={problem} required>
          {(id) => <Input id={id} autoFocus value={label} maxLength={64} onChange={(event) => setLabel(event.target.value)} />}
        </Row>
        <Row label={t('role.from')} hint={t('role.fromHint')} problem={unchosen} required>
          {(id) => (
            <Select id={id} value={from} options={roles.map((r) => ({ value: r.id, label: r.label }))} onChange={setFrom} />
          )}
        </Row>
      </div>
      <div className={admin.actions}>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('role.create')}
        </Button>
      </div>
    </form>
  );
}
