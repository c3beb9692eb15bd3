import { Alert, Button, Input } from 'antd';
import { type FormEvent, useEffect, useState } from 'react';
import { ApiError } from '../api/http.ts';
import { type SessionState, signIn } from '../api/session.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import styles from './DoorFrame.module.css';
import { DoorFrame } from './DoorFrame.tsx';

/** Name, password, and the second factor when the account asks for it. */
export function SignInPage({ onDone }: { onDone(state: SessionState): void }) {
  const t = useText();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [otp, setOtp] = useState('');
  const [asksOtp, setAsksOtp] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [wait, setWait] = useState(0);
  useEffect(() => {
    if (wait <= 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      onDone(await signIn({ login: login.trim(), password, ...(asksOtp ? { otp: otp.trim() } : {}) }));
    } catch (error) {
      setBusy(false);
      if (!(error instanceof ApiError)) throw error;
      if (error.code === 'otp_required') {
        setAsksOtp(true);
        return;
      }
      if (error.status === 429) return setWait(error.retryAfter ?? 60);
      setProblem(error.code === 'invalid_credentials' ? t(asksOtp ? 'signIn.wrongCode' : 'signIn.wrong') : reasonOf(error));
    }
  };
  return (
    <DoorFrame title={t('signIn.title')}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        {problem && <Alert type="error" showIcon title={problem} role="alert" />}
        {wait > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('signIn.locked', {
              minutes: Math.ceil(wait / 60),
              clock: `${Math.floor(wait / 60)}:${String(wait % 60).padStart(2, '0')}`,
            })}
            role="alert"
          />
        )}
        <label>
          {t('signIn.login')}
          <Input
            size="large"
            name="username"
            autoComplete="username"
            autoFocus
            required
            disabled={asksOtp}
            value={login}
            onChange={(event) => setLogin(event.target.value)}
          />
        </label>
        <label>
          {t('signIn.password')}
          <Input.Password
            size="large"
            name="password"
            autoComplete="current-password"
            required
            disabled={asksOtp}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
        {asksOtp && (
          <label>
            {t('signIn.otp')}
            <Input
              size="large"
              name="otp"
              inputMode="numeric"
              autoComplete="one-time-code"
              autoFocus
              required
              maxLength={8}
              value={otp}
              onChange={(event) => setOtp(event.target.value)}
            />
          </label>
        )}
        <Button type="primary" size="large" htmlType="submit" block loading={busy} disabled={wait > 0}>
          {t('signIn.submit')}
        </Button>
      </form>
    </DoorFrame>
  );
}
