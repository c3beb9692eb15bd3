import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { SessionList } from '../admin/security/SessionList.tsx';
import admin from '../admin/shared/Admin.module.css';
import { AdminPage } from '../admin/shared/AdminPage.tsx';
import { Row } from '../admin/shared/Row.tsx';
import { ApiError } from '../api/http.ts';
import { sessionListKeys } from '../api/security.ts';
import { changePassword } from '../api/session.ts';
import { chooseLanguage } from '../app/chooseLanguage.ts';
import { prefer, usePreferences } from '../app/preferences.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { currentLanguage, reasonOf, useText } from '../i18n/text.ts';
import { tellDone } from '../ui/toast.ts';
import { SecondFactor } from './SecondFactor.tsx';

/** One's own account: how it looks, how one signs in, where one is signed in. */
export function ProfilePage() {
  const t = useText();
  const { user } = useWorkspace();
  const { mode, density } = usePreferences();
  return (
    <AdminPage title={t('profile.title')} hint={`${user.name} · ${user.login}`}>
      <section className={`${admin.section} ${admin.form}`}>
        <h2>{t('profile.look')}</h2>
        <Row label={t('look.language')}>
          {(id) => (
            <div>
              <Segmented
                id={id}
                value={currentLanguage()}
                options={[
                  { value: 'zh-CN', label: '中文' },
                  { value: 'en', label: 'English' },
                ]}
                onChange={(language) => chooseLanguage(language === 'en' ? 'en' : 'zh-CN')}
              />
            </div>
          )}
        </Row>
        <Row label={t('look.mode')}>
          {(id) => (
            <div>
              <Segmented
                id={id}
                value={mode}
                options={(['light', 'dark', 'system'] as const).map((value) => ({ value, label: t(`look.${value}`) }))}
                onChange={(next) => prefer({ mode: next })}
              />
            </div>
          )}
        </Row>
        <Row label={t('look.density')}>
          {(id) => (
            <div>
              <Segmented
                id={id}
                value={density}
                options={(['comfortable', 'compact'] as const).map((value) => ({ value, label: t(`look.${value}`) }))}
                onChange={(next) => prefer({ density: next })}
              />
            </div>
          )}
        </Row>
      </section>
      <Password />
      <SecondFactor />
      <section className={admin.section}>
        <h2>{t('profile.sessions')}</h2>
        <SessionList />
      </section>
    </AdminPage>
  );
}

function Password() {
  const t = useText();
  const client = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    setProblems({});
    try {
      await changePassword(current, next);
      setCurrent('');
      setNext('');
      tellDone(t('profile.changed'));
      await client.invalidateQueries({ queryKey: sessionListKeys.own });
    } catch (error) {
      const details = error instanceof ApiError ? error.details : [];
      setProblems(
        details.length > 0
          ? Object.fromEntries(details.map((d) => [d.target ?? 'password', d.message ?? '']))
          : { password: reasonOf(error) },
      );
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className={`${admin.section} ${admin.form}`}>
      <h2>{t('profile.password')}</h2>
      <form
        className={admin.section}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className={admin.columns}>
          <Row label={t('profile.current')} problem={problems.current}>
            {(id) => (
              <Input.Password
                id={id}
                autoComplete="current-password"
                value={current}
                onChange={(event) => setCurrent(event.target.value)}
              />
            )}
          </Row>
          <Row label={t('profile.next')} hint={t('setUp.passwordHint')} problem={problems.password}>
            {(id) => (
              <Input.Password
                id={id}
                autoComplete="new-password"
                value={next}
                onChange={(event) => setNext(event.target.value)}
              />
            )}
          </Row>
        </div>
        <div className={admin.actions} style={{ alignItems: 'center' }}>
          <Button htmlType="submit" loading={busy} disabled={!current || !next}>
            {t('profile.change')}
          </Button>
          <span className={admin.faint}>{t('profile.passwordHint')}</span>
        </div>
      </form>
    </section>
  );
}
