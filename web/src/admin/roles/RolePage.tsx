import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useDefinitionList } from '../../api/definitions.ts';
import { ApiError } from '../../api/http.ts';
import { metaKey } from '../../api/meta.ts';
import { type Grant, type Role, readRoles, removeRole, roleKeys, saveRole } from '../../api/roles.ts';
import { leaving } from '../../app/useUnsavedGuard.ts';
import { reasonOf, useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { tellDone } from '../../ui/toast.ts';
import { SaveBar } from '../objects/SaveBar.tsx';
import admin from '../shared/Admin.module.css';
import { AdminPage } from '../shared/AdminPage.tsx';
import { Row } from '../shared/Row.tsx';
import { RoleHolders } from './RoleHolders.tsx';
import { RoleMatrix } from './RoleMatrix.tsx';

/** One role: what it is for, and its rights as a matrix. */
export function RolePage() {
  const { id } = useParams();
  const t = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const roles = useQuery({ queryKey: roleKeys.all, queryFn: ({ signal }) => readRoles(signal) });
  const objects = useDefinitionList();
  const stored = roles.data?.find((r) => r.id === id);
  const [role, setRole] = useState<Role | undefined>(stored);
  const [dirty, setDirty] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    if (stored && !dirty) setRole(stored);
  }, [stored, dirty]);
  if (roles.isError || objects.isError)
    return (
      <Empty tone="error" title={t('admin.failed')}>
        {reasonOf(roles.error ?? objects.error)}
      </Empty>
    );
  if (roles.isPending || objects.isPending) return <Skeleton rows={8} />;
  if (!role) return <Empty tone="error" title={t('role.gone')} />;
  const change = (next: Partial<Role>) => {
    setProblem(undefined);
    setDirty(true);
    setRole({ ...role, ...next });
  };
  const grant = (object: string, next: Grant | undefined) => {
    const { [object]: _, ...rest } = role.grants;
    change({ grants: next ? { ...rest, [object]: next } : rest });
  };
  const save = async () => {
    setBusy(true);
    try {
      await saveRole(role);
      await Promise.all([client.invalidateQueries({ queryKey: roleKeys.all }), client.invalidateQueries({ queryKey: metaKey })]);
      setDirty(false);
      tellDone(t('role.saved', { role: role.labelZh }));
    } catch (error) {
      setProblem(told(error, t('admin.changedMeanwhile')));
    } finally {
      setBusy(false);
    }
  };
  const remove = async () => {
    try {
      await removeRole(role.id);
      await client.invalidateQueries({ queryKey: roleKeys.all });
      leaving(() => navigate('/admin/roles'));
    } catch (error) {
      setProblem(told(error, t('admin.changedMeanwhile')));
    }
  };
  const discard = () => {
    setProblem(undefined);
    setDirty(false);
    setRole(stored ?? role);
  };
  return (
    <AdminPage
      title={role.label}
      above={{ label: t('admin.roles'), to: '/admin/roles' }}
      mark={<span className={admin.code}>{role.name}</span>}
      actions={<RemoveRole onRemove={() => void remove()} />}
    >
      <div className={admin.columns} style={{ maxWidth: 960 }}>
        <Row label={t('role.label')}>
          {(input) => <Input id={input} value={role.labelZh} onChange={(event) => change({ labelZh: event.target.value })} />}
        </Row>
        <Row label={t('role.english')}>
          {(input) => <Input id={input} value={role.labelEn} onChange={(event) => change({ labelEn: event.target.value })} />}
        </Row>
      </div>
      <Row label={t('role.description')}>
        {(input) => (
          <Input
            id={input}
            style={{ maxWidth: 960 }}
            value={role.description}
            onChange={(event) => change({ description: event.target.value })}
          />
        )}
      </Row>
      <RoleHolders role={role.id} />
      <RoleMatrix grants={role.grants} objects={objects.data.objects} onChange={grant} />
      <SaveBar shown={dirty} busy={busy} problem={problem} onSave={() => void save()} onDiscard={discard} />
    </AdminPage>
  );
}

function told(error: unknown, meanwhile: string): string {
  if (!(error instanceof ApiError)) return reasonOf(error);
  if (error.status === 412) return meanwhile;
  return (
    error.details
      .map((d) => d.message)
      .filter(Boolean)
      .join('\n') || reasonOf(error)
  );
}

function RemoveRole({ onRemove }: { onRemove(): void }) {
  const t = useText();
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <Button type="text" danger onClick={() => setAsking(true)}>
        {t('role.remove')}
      </Button>
    );
  return (
    <>
      <span className={admin.soft}>{t('role.removeHint')}</span>
      <Button onClick={() => setAsking(false)}>{t('common.cancel')}</Button>
      <Button danger type="primary" onClick={onRemove}>
        {t('role.removeNow')}
      </Button>
    </>
  );
}
