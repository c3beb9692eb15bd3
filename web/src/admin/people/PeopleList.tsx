import { useQuery } from '@tanstack/react-query';
import { Button, Input, Checkbox as LabelledCheckbox, Select } from 'antd';
import { ArrowRightLeft, KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { Department, Person } from '../../api/people.ts';
import { readRoles, roleKeys } from '../../api/roles.ts';
import { useKey } from '../../app/useKey.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { ImportLink } from '../../imports/ImportLink.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { clearing } from '../../ui/clearing.tsx';
import admin from '../shared/Admin.module.css';
import { SeeAsButton } from '../shared/SeeAsButton.tsx';
import { PersonPanel } from './PersonPanel.tsx';
import { ResetPasswords } from './ResetPasswords.tsx';

/** In the address, in place of a role: those who have none. */
const noRole = 'none';

/** Everybody who can sign in, and who no longer can. */
export function PeopleList({ people, departments }: { people: readonly Person[]; departments: readonly Department[] }) {
  const t = useText();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState('');
  const [all, setAll] = useState(false);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [resetting, setResetting] = useState<readonly Person[]>();
  const { user } = useWorkspace();
  const mayHandOver = useDefinitions().find('hand_over')?.can.create ?? false;
  const roles = useQuery({ queryKey: roleKeys.all, queryFn: ({ signal }) => readRoles(signal) });
  const chosen = params.get('person');
  const role = params.get('role') ?? undefined;
  const show = (next: { person?: string; role?: string }) =>
    setParams(Object.fromEntries(Object.entries(next).filter(([, value]) => value)) as Record<string, string>, {
      replace: params.has('person'),
    });
  const open = (id?: string) => show({ person: id, role });
  const person = people.find((p) => p.id === chosen);
  useKey('n', () => open('+'));
  useKey('escape', () => open());
  const nameOf = (id: string | null) => people.find((p) => p.id === id)?.name;
  const wanted = search.trim().toLowerCase();
  const shown = people.filter(
    (p) =>
      (all || p.active) &&
      (!role || (role === noRole ? p.roles.length === 0 : p.roles.includes(role))) &&
      (!wanted || `${p.name} ${p.login} ${p.mobile ?? ''} ${p.email ?? ''}`.toLowerCase().includes(wanted)),
  );
  // Beside an opened person there is no room for boxes.
  const isPicking = chosen === null;
  const pickable = shown.filter((p) => p.active && p.id !== user.id);
  const pickedPeople = isPicking ? pickable.filter((p) => picked.has(p.id)) : [];
  const pick = (id: string, wanted: boolean) =>
    setPicked((before) => new Set(wanted ? [...before, id] : [...before].filter((one) => one !== id)));
  return (
    <div className={chosen ? admin.split : undefined}>
      <div>
        <div className={`${admin.toolbar} ${chosen ? admin.oneLine : ''}`}>
          <Input
            allowClear
            value={search}
            style={{ maxWidth: 240 }}
            placeholder={t('people.find')}
            aria-label={t('people.find')}
            onChange={(event) => setSearch(event.target.value)}
          />
          <Select
            allowClear={clearing()}
            value={role}
            style={{ width: 140, flex: 'none' }}
            placeholder={t('people.everyRole')}
            aria-label={t('people.roles')}
            options={
              roles.data && [
                { value: noRole, label: t('people.noRole') },
                ...roles.data.map((r) => ({ value: r.id, label: r.label })),
              ]
            }
            onChange={(next?: string) => show({ role: next })}
          />
          <LabelledCheckbox checked={all} onChange={(event) => setAll(event.target.checked)}>
            {t('people.showInactive')}
          </LabelledCheckbox>
          <span className={admin.spacer} />
          {pickedPeople.length > 0 && (
            <Button icon={<KeyRound size={16} />} onClick={() => setResetting(pickedPeople)}>
              {t('people.resetMany', { count: pickedPeople.length })}
            </Button>
          )}
          {mayHandOver && (
            <Button
              icon={<ArrowRightLeft size={16} />}
              title={chosen ? t('people.handOvers') : undefined}
              aria-label={t('people.handOvers')}
              onClick={() => navigate('/o/hand_over')}
            >
              {chosen ? null : t('people.handOvers')}
            </Button>
          )}
          <ImportLink object="user" isSmall={chosen !== null} />
          <Button
            type="primary"
            icon={<Plus size={16} />}
            title={chosen ? t('people.new') : undefined}
            aria-label={t('people.new')}
            onClick={() => open('+')}
          >
            {chosen ? null : t('people.new')}
          </Button>
        </div>
        <div className={admin.scroll}>
          <table className={admin.table}>
            <thead>
              <tr>
                {isPicking && (
                  <th className={`${admin.hideOnPhone} ${admin.box}`}>
                    <Checkbox
                      aria-label={t('people.pickAll')}
                      checked={pickedPeople.length > 0 && pickedPeople.length === pickable.length}
                      indeterminate={pickedPeople.length > 0 && pickedPeople.length < pickable.length}
                      onChange={(event) => setPicked(new Set(event.target.checked ? pickable.map((p) => p.id) : []))}
                    />
                  </th>
                )}
                <th>{t('people.name')}</th>
                <th>{t('people.department')}</th>
                <th className={admin.hideOnPhone}>{t('people.roles')}</th>
                <th className={admin.hideOnPhone}>{t('people.manager')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((p) => (
                <tr key={p.id} aria-selected={p.id === chosen}>
                  {isPicking && (
                    <td className={`${admin.hideOnPhone} ${admin.box}`}>
                      {pickable.includes(p) && (
                        <Checkbox
                          aria-label={t('people.pick', { name: p.name })}
                          checked={picked.has(p.id)}
                          onChange={(event) => pick(p.id, event.target.checked)}
                        />
                      )}
                    </td>
                  )}
                  <td>
                    <span className={admin.main}>
                      <Avatar name={p.name} size={24} />
                      <button type="button" className={admin.link} onClick={() => open(p.id)}>
                        {p.name}
                      </button>
                      <span className={admin.faint}>{p.login}</span>
                      {p.active ? <SeeAsButton person={p} /> : <span className={admin.chip}>{t('people.inactive')}</span>}
                    </span>
                  </td>
                  <td className={`${admin.soft} ${admin.wholeWords}`}>{departments.find((d) => d.id === p.department)?.name}</td>
                  <td className={`${admin.soft} ${admin.hideOnPhone} ${admin.wholeWords}`}>
                    {p.roles.length === 0 && p.active && (
                      <span className={admin.chipWarning} title={t('people.noRoleHint')}>
                        {t('people.noRole')}
                      </span>
                    )}
                    {p.roles.map((id) => roles.data?.find((r) => r.id === id)?.label ?? '…').join(t('common.comma'))}
                  </td>
                  <td className={`${admin.soft} ${admin.hideOnPhone}`}>{nameOf(p.manager)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
      {resetting && (
        <ResetPasswords
          people={resetting}
          onClose={() => {
            setResetting(undefined);
            setPicked(new Set());
          }}
        />
      )}
      {(person || chosen === '+') && (
        <PersonPanel
          key={`${chosen}-${person?.version ?? 0}`}
          person={person}
          people={people}
          departments={departments}
          roles={roles.data ?? []}
          onClose={() => open()}
          onSaved={open}
        />
      )}
    </div>
  );
}
