import { Alert, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../api/http.ts';
import { type SessionState, setUp } from '../api/session.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import styles from './DoorFrame.module.css';
import { DoorFrame } from './DoorFrame.tsx';

const fields = ['company', 'name', 'login', 'password'] as const;
type SetUpField = (typeof fields)[number];

/** The first visit: the company and its first administrator. The one-time link carries the token. */
export function SetUpPage({ onDone }: { onDone(state: SessionState): void }) {
  const t = useText();
  const [token, setToken] = useState(new URLSearchParams(window.location.search).get('token') ?? '');
  const [answers, setAnswers] = useState<Record<SetUpField, string>>({ company: '', name: '', login: 'admin', password: '' });
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const brought = new URLSearchParams(window.location.search).has('token');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblems({});
    try {
      const state = await setUp({ token: token.trim(), ...answers });
      window.history.replaceState(null, '', '/');
      onDone(state);
    } catch (error) {
      setBusy(false);
      if (!(error instanceof ApiError)) throw error;
      const details = Object.fromEntries(error.details.filter((d) => d.target).map((d) => [d.target ?? '', d.message ?? '']));
      setProblems(Object.keys(details).length ? details : { form: reasonOf(error) });
    }
  };
  return (
    <DoorFrame title={t('setUp.title')} text={t('setUp.text')}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        {problems.form && <Alert type="error" showIcon title={problems.form} role="alert" />}
        {(!brought || problems.token) && (
          <label>
            {t('setUp.token')}
            <Input
              size="large"
              required
              value={token}
              status={problems.token ? 'error' : undefined}
              onChange={(event) => setToken(event.target.value)}
            />
            <small className={problems.token ? styles.problem : undefined}>{problems.token ?? t('setUp.tokenHint')}</small>
          </label>
        )}
        {fields.map((field) => {
          const Field = field === 'password' ? Input.Password : Input;
          return (
            <label key={field}>
              {t(`setUp.${field}`)}
              <Field
                size="large"
                required
                autoFocus={field === 'company'}
                autoComplete={field === 'password' ? 'new-password' : field === 'login' ? 'username' : 'off'}
                status={problems[field] ? 'error' : undefined}
                value={answers[field]}
                onChange={(event) => setAnswers({ ...answers, [field]: event.target.value })}
              />
              {(problems[field] || field === 'password') && (
                <small className={problems[field] ? styles.problem : undefined}>
                  {problems[field] ?? t('setUp.passwordHint')}
                </small>
              )}
            </label>
          );
        })}
        <Button type="primary" size="large" htmlType="submit" block loading={busy}>
          {t('setUp.submit')}
        </Button>
      </form>
    </DoorFrame>
  );
}
