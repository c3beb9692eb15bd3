import { Alert, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../api/http.ts';
import { changePassword } from '../api/session.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import styles from './DoorFrame.module.css';
import { DoorFrame } from './DoorFrame.tsx';

/** A password an administrator gave is replaced by one's own before anything else. */
export function ChangePasswordPage({ onDone }: { onDone(): void }) {
  const t = useText();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await changePassword(current, password);
      onDone();
    } catch (error) {
      setBusy(false);
      const details = error instanceof ApiError ? error.details.filter((d) => d.target) : [];
      setProblems(
        details.length ? Object.fromEntries(details.map((d) => [d.target ?? '', d.message ?? ''])) : { form: reasonOf(error) },
      );
    }
  };
  return (
    <DoorFrame title={t('password.title')} text={t('password.text')}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        {problems.form && <Alert type="error" showIcon title={problems.form} role="alert" />}
        <label>
          {t('password.current')}
          <Input.Password
            size="large"
            autoComplete="current-password"
            autoFocus
            required
            status={problems.current ? 'error' : undefined}
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
          {problems.current && <small className={styles.problem}>{problems.current}</small>}
        </label>
        <label>
          {t('password.new')}
          <Input.Password
            size="large"
            autoComplete="new-password"
            required
            status={problems.password ? 'error' : undefined}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <small className={problems.password ? styles.problem : undefined}>{problems.password ?? t('setUp.passwordHint')}</small>
        </label>
        <Button type="primary" size="large" htmlType="submit" block loading={busy}>
          {t('password.submit')}
        </Button>
      </form>
    </DoorFrame>
  );
}
