import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Popconfirm, Select, Switch } from 'antd';
import { ArrowRightLeft, Copy, Eye, X } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { ApiError } from '../../api/http.ts';
import {
  changePerson,
  createPerson,
  type Department,
  endSessionsOf,
  givePassword,
  type Person,
  type PersonValues,
  peopleKeys,
  resetSecondFactor,
} from '../../api/people.ts';
import type { Role } from '../../api/roles.ts';
import { openDialog } from '../../app/dialogs.ts';
import { leaving, useUnsavedGuard } from '../../app/useUnsavedGuard.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { reasonOf, useText } from '../../i18n/text.ts';
import { readablePhone } from '../../records/kinds/phone/readablePhone.ts';
import { beginView } from '../../session/view.ts';
import { clearing } from '../../ui/clearing.tsx';
import { ManySelect } from '../../ui/ManySelect.tsx';
import { tellDone, tellError } from '../../ui/toast.ts';
import styles from '../security/Security.module.css';
import admin from '../shared/Admin.module.css';
import { Row } from '../shared/Row.tsx';

interface PersonPanelProps {
  person: Person | undefined;
  people: readonly Person[];
  departments: readonly Department[];
  roles: readonly Role[];
  onClose(): void;
  onSaved(id: string): void;
}

const nobody: PersonValues = {
  login: '',
  name: '',
  email: null,
  mobile: null,
  title: null,
  department: null,
  manager: null,
  roles: [],
  active: true,
};

/** One person: who they are, where they belong, what they may do, and how they get in. */
export function PersonPanel({ person, people, departments, roles, onClose, onSaved }: PersonPanelProps) {
  const t = useText();
  const client = useQueryClient();
  const definitions = useDefinitions();
  const mayHandOver = definitions.find('hand_over')?.can.create ?? false;
  const { user } = useWorkspace();
  const [values, setValues] = useState<PersonValues>(person ?? nobody);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const [password, setPassword] = useState<string>();
  // A new person who has got a password is saved.
  useUnsavedGuard(!(password && !person) && JSON.stringify(values) !== JSON.stringify(person ?? nobody));
  const change = (next: Partial<PersonValues>) => {
    setProblems({});
    setValues((before) => ({ ...before, ...next }));
  };
  const save = async () => {
    setBusy(true);
    try {
      const { login, name, email, mobile, title, department, manager, roles: given, active } = values;
      const sent = { login, name, email, mobile, title, department, manager, roles: given, active };
      const id = person ? (await changePerson(person, changedOf(person, sent))).id : await createPerson(sent);
      if (!person) setPassword(await givePassword(id));
      await client.invalidateQueries({ queryKey: peopleKeys.people });
      tellDone(t(person ? 'people.saved' : 'people.added', { name }));
      if (person) leaving(() => onSaved(id));
    } catch (error) {
      setProblems(problemsOf(error, t('admin.changedMeanwhile')));
    } finally {
      setBusy(false);
    }
  };
  const act = async (run: () => Promise<string | undefined>) => {
    try {
      const done = await run();
      if (done) tellDone(done);
    } catch (error) {
      tellError(reasonOf(error));
    }
  };
  const text = (name: 'login' | 'name' | 'email' | 'mobile' | 'title', required = false) => (
    <Row label={t(`people.${name}`)} name={name} problem={problems[name]} required={required}>
      {(id) => (
        <Input
          id={id}
          autoFocus={name === 'name' && !person}
          autoComplete="off"
          value={
            (name === 'mobile' && values.mobile === person?.mobile ? readablePhone(values.mobile ?? '') : values[name]) ?? ''
          }
          status={problems[name] ? 'error' : undefined}
          onChange={(event) => change({ [name]: event.target.value || (required ? '' : null) })}
        />
      )}
    </Row>
  );
  return (
    <form
      className={admin.panel}
      aria-label={person?.name ?? t('people.new')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <header className={admin.panelHead}>
        <h2>{person?.name ?? t('people.new')}</h2>
        <Button type="text" size="small" aria-label={t('common.close')} icon={<X size={16} />} onClick={onClose} />
      </header>
      <div className={admin.panelBody}>
        {problems[''] && (
          <p className={admin.error} role="alert">
            {problems['']}
          </p>
        )}
        {password && <Password password={password} />}
        <div className={admin.columns}>
          {text('name', true)}
          {text('login', true)}
          {text('mobile')}
          {text('email')}
          {text('title')}
          <Row label={t('people.department')} problem={problems.department}>
            {(id) => (
              <Select
                id={id}
                allowClear={clearing()}
                showSearch={{ optionFilterProp: 'label' }}
                value={values.department}
                options={departments.map((d) => ({ value: d.id, label: d.name }))}
                onChange={(department) => change({ department: department ?? null })}
              />
            )}
          </Row>
        </div>
        <Row label={t('people.manager')} hint={t('people.managerHint')} problem={problems.manager}>
          {(id) => (
            <Select
              id={id}
              allowClear={clearing()}
              showSearch={{ optionFilterProp: 'label' }}
              value={values.manager}
              options={people.filter((p) => p.active && p.id !== person?.id).map((p) => ({ value: p.id, label: p.name }))}
              onChange={(manager) => change({ manager: manager ?? null })}
            />
          )}
        </Row>
        <Row label={t('people.roles')} name="roles" problem={problems.roles}>
          {(id) => (
            <ManySelect
              id={id}
              value={values.roles}
              options={roles.map((r) => ({ value: r.id, label: r.label }))}
              onChange={(next) => change({ roles: next })}
            />
          )}
        </Row>
        {person && (
          <Row label={t('people.active')} hint={t('people.activeHint')} problem={problems.active}>
            {(id) => (
              <div>
                <Switch id={id} checked={values.active} onChange={(active) => change({ active })} />
              </div>
            )}
          </Row>
        )}
        {person && mayHandOver && (
          <section className={admin.section}>
            <h3>{t('people.work')}</h3>
            <div className={admin.actions}>
              <Button
                size="small"
                icon={<ArrowRightLeft size={14} />}
                onClick={() => openDialog({ kind: 'handOver', from: person.id })}
              >
                {t('handOver.action')}
              </Button>
            </div>
          </section>
        )}
        {person?.active && person.id !== user.id && (
          <section className={admin.section}>
            <h3>{t('people.view')}</h3>
            <p className={admin.hint}>{t('people.viewHint')}</p>
            <div className={admin.actions}>
              <Button
                size="small"
                icon={<Eye size={14} />}
                onClick={() =>
                  void act(async () => {
                    await beginView(person.id);
                    return undefined;
                  })
                }
              >
                {t('people.seeAs')}
              </Button>
              {definitions.find('seen_as') && <Link to="/o/seen_as">{t('people.views')}</Link>}
            </div>
          </section>
        )}
        {person && (
          <section className={admin.section}>
            <h3>{t('people.access')}</h3>
            <div className={admin.actions}>
              <Popconfirm
                title={t('people.newPasswordAsk', { name: person.name })}
                description={t('people.newPasswordAbout')}
                okText={t('people.newPassword')}
                cancelText={t('common.cancel')}
                onConfirm={() =>
                  act(async () => {
                    setPassword(await givePassword(person.id));
                    return undefined;
                  })
                }
              >
                <Button size="small">{t('people.newPassword')}</Button>
              </Popconfirm>
              <Button
                size="small"
                onClick={() =>
                  void act(async () => {
                    await resetSecondFactor(person.id);
                    return t('people.factorReset', { name: person.name });
                  })
                }
              >
                {t('people.resetFactor')}
              </Button>
              <Button
                size="small"
                onClick={() => void act(async () => t('people.sessionsEnded', { count: await endSessionsOf(person.id) }))}
              >
                {t('people.endSessions')}
              </Button>
            </div>
          </section>
        )}
      </div>
      <footer className={admin.panelFoot}>
        <span className={admin.spacer} />
        <Button onClick={() => leaving(onClose)}>{t(password ? 'common.close' : 'common.cancel')}</Button>
        {!(password && !person) && (
          <Button type="primary" htmlType="submit" loading={busy}>
            {t('admin.save')}
          </Button>
        )}
      </footer>
    </form>
  );
}

function Password({ password }: { password: string }) {
  const t = useText();
  return (
    <div className={admin.section} aria-live="polite">
      <p>{t('people.passwordOnce')}</p>
      <p className={styles.secret}>
        <span>{password}</span>
        <Button
          size="small"
          icon={<Copy size={14} />}
          onClick={() =>
            void navigator.clipboard.writeText(password).then(
              () => tellDone(t('apiKey.copied')),
              () => tellError(t('apiKey.notCopied')),
            )
          }
        >
          {t('apiKey.copy')}
        </Button>
      </p>
    </div>
  );
}

function changedOf(person: Person, values: PersonValues): Partial<PersonValues> {
  const changed = Object.entries(values).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(person[name as keyof PersonValues]),
  );
  return Object.fromEntries(changed);
}

function problemsOf(error: unknown, meanwhile: string): Record<string, string> {
  if (!(error instanceof ApiError)) return { '': reasonOf(error) };
  if (error.status === 412) return { '': meanwhile };
  const named = Object.fromEntries(error.details.filter((d) => d.target).map((d) => [d.target ?? '', d.message ?? '']));
  return Object.keys(named).length > 0 ? named : { '': reasonOf(error) };
}
