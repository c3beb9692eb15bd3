import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import styles from '../admin/security/Security.module.css';
import admin from '../admin/shared/Admin.module.css';
import { Row } from '../admin/shared/Row.tsx';
import { ApiError } from '../api/http.ts';
import { readSecondFactor, removeSecondFactor, secondFactorKey } from '../api/security.ts';
import { beginSecondFactor, confirmSecondFactor, type SecondFactorOffer } from '../api/session.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { tellError } from '../ui/toast.ts';

/** The second factor of one's own sign-in: set up with a picture, confirmed with a code, removed with the password. */
export function SecondFactor() {
  const t = useText();
  const client = useQueryClient();
  const state = useQuery({ queryKey: secondFactorKey, queryFn: ({ signal }) => readSecondFactor(signal) });
  const [offer, setOffer] = useState<SecondFactorOffer>();
  const [codes, setCodes] = useState<string[]>();
  const [removing, setRemoving] = useState(false);
  const begin = () => beginSecondFactor().then(setOffer, (error: unknown) => tellError(reasonOf(error)));
  const refresh = () => client.invalidateQueries({ queryKey: secondFactorKey });
  return (
    <section className={`${admin.section} ${admin.form}`}>
      <h2>{t('profile.factor')}</h2>
      <p className={admin.hint}>{t('profile.factorHint')}</p>
      {codes ? (
        <div className={admin.card}>
          <p>{t('profile.factorCodes')}</p>
          <ul className={styles.codes}>
            {codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
          <div>
            <Button onClick={() => setCodes(undefined)}>{t('factor.saved')}</Button>
          </div>
        </div>
      ) : offer ? (
        <Confirm
          offer={offer}
          onDone={(made) => {
            setOffer(undefined);
            setCodes(made);
            void refresh();
          }}
          onClose={() => setOffer(undefined)}
        />
      ) : state.data?.enabled ? (
        removing ? (
          <Remove
            onDone={() => {
              setRemoving(false);
              void refresh();
            }}
            onClose={() => setRemoving(false)}
          />
        ) : (
          <div className={admin.actions} style={{ alignItems: 'center' }}>
            <span>{t('profile.factorOn', { count: state.data.recovery_codes_left })}</span>
            {state.data.required ? (
              <span className={admin.faint}>{t('profile.factorRequired')}</span>
            ) : (
              <Button danger type="text" onClick={() => setRemoving(true)}>
                {t('profile.factorRemove')}
              </Button>
            )}
          </div>
        )
      ) : (
        <div className={admin.actions} style={{ alignItems: 'center' }}>
          <span className={admin.soft}>{t('profile.factorOff')}</span>
          <Button disabled={!state.data} onClick={() => void begin()}>
            {t('profile.factorBegin')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Confirm({ offer, onDone, onClose }: { offer: SecondFactorOffer; onDone(codes: string[]): void; onClose(): void }) {
  const t = useText();
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string>();
  const confirm = () => confirmSecondFactor(code.trim()).then(onDone, (error: unknown) => setProblem(messageOf(error)));
  return (
    <form
      className={admin.card}
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <p>{t('profile.factorScan')}</p>
      <img className={styles.qr} src={offer.qr} alt={t('factor.qr')} />
      <p className={admin.faint}>
        {t('factor.secret')} <code>{offer.secret}</code>
      </p>
      <Row label={t('profile.factorCode')} problem={problem}>
        {(id) => (
          <Input
            id={id}
            autoFocus
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            style={{ maxWidth: 160 }}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Row>
      <div className={admin.actions}>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="primary" htmlType="submit" disabled={code.trim().length !== 6}>
          {t('profile.factorConfirm')}
        </Button>
      </div>
    </form>
  );
}

function Remove({ onDone, onClose }: { onDone(): void; onClose(): void }) {
  const t = useText();
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string>();
  const remove = () => removeSecondFactor(password).then(onDone, (error: unknown) => setProblem(messageOf(error)));
  return (
    <form
      className={admin.card}
      onSubmit={(event) => {
        event.preventDefault();
        void remove();
      }}
    >
      <Row label={t('profile.factorPassword')} problem={problem}>
        {(id) => (
          <Input.Password
            id={id}
            autoFocus
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Row>
      <div className={admin.actions}>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button danger type="primary" htmlType="submit" disabled={!password}>
          {t('profile.factorRemove')}
        </Button>
      </div>
    </form>
  );
}

function messageOf(error: unknown): string {
  return (error instanceof ApiError && error.details[0]?.message) || reasonOf(error);
}
