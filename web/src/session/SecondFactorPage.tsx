import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { beginSecondFactor, confirmSecondFactor } from '../api/session.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './DoorFrame.module.css';
import { DoorFrame } from './DoorFrame.tsx';

/** Binds an authenticator app, and hands out the recovery codes once. */
export function SecondFactorPage({ onDone }: { onDone(): void }) {
  const t = useText();
  const offer = useQuery({
    queryKey: ['second-factor'],
    queryFn: beginSecondFactor,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const [otp, setOtp] = useState('');
  const [codes, setCodes] = useState<string[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      setCodes(await confirmSecondFactor(otp.trim()));
    } catch (error) {
      setProblem(reasonOf(error));
    }
  };
  if (codes) {
    return (
      <DoorFrame title={t('factor.codes')} text={t('factor.codesText')}>
        <ul className={styles.codes}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <Button type="primary" size="large" block onClick={onDone}>
          {t('factor.saved')}
        </Button>
      </DoorFrame>
    );
  }
  return (
    <DoorFrame title={t('factor.title')} text={t('factor.text')}>
      {offer.isPending ? (
        <Skeleton rows={5} />
      ) : offer.isError ? (
        <Alert type="error" showIcon title={reasonOf(offer.error)} />
      ) : (
        <form className={styles.form} onSubmit={(event) => void submit(event)}>
          <img className={styles.qr} src={offer.data.qr} alt={t('factor.qr')} />
          <p>
            {t('factor.secret')} <code>{offer.data.secret}</code>
          </p>
          {problem && <Alert type="error" showIcon title={problem} role="alert" />}
          <label>
            {t('signIn.otp')}
            <Input
              size="large"
              inputMode="numeric"
              autoComplete="one-time-code"
              autoFocus
              required
              maxLength={8}
              value={otp}
              onChange={(event) => setOtp(event.target.value)}
            />
          </label>
          <Button type="primary" size="large" htmlType="submit" block>
            {t('factor.submit')}
          </Button>
        </form>
      )}
    </DoorFrame>
  );
}
