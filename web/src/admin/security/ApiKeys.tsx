import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { BookOpen, Copy, Plus } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '../../api/http.ts';
import type { RecordData } from '../../api/records.ts';
import { readRoles, roleKeys } from '../../api/roles.ts';
import { apiKeyKeys, createApiKey, type IssuedKey, readApiKeys, reissueApiKey, revokeApiKey } from '../../api/security.ts';
import { formatAgo, formatDate } from '../../i18n/format.ts';
import { currentLanguage, reasonOf, useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { tellDone, tellError } from '../../ui/toast.ts';
import admin from '../shared/Admin.module.css';
import { Row } from '../shared/Row.tsx';
import styles from './Security.module.css';

/** Keys with which other software reads and writes: made, renewed, ended. */
export function ApiKeys() {
  const t = useText();
  const client = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [issued, setIssued] = useState<IssuedKey>();
  const keys = useQuery({ queryKey: apiKeyKeys.all, queryFn: ({ signal }) => readApiKeys(signal) });
  const refresh = () => client.invalidateQueries({ queryKey: apiKeyKeys.all });
  const act = async (run: () => Promise<IssuedKey | undefined>) => {
    try {
      setIssued(await run());
      await refresh();
    } catch (error) {
      tellError(reasonOf(error));
    }
  };
  if (keys.isError) return <p className={admin.error}>{reasonOf(keys.error)}</p>;
  if (!keys.data) return <Skeleton rows={4} />;
  return (
    <>
      {issued && <Secret issued={issued} onClose={() => setIssued(undefined)} />}
      {adding ? (
        <NewKey
          onClose={() => setAdding(false)}
          onIssued={(key) => {
            setAdding(false);
            setIssued(key);
            void refresh();
          }}
        />
      ) : (
        <div className={admin.main}>
          <Button type="primary" icon={<Plus size={16} />} onClick={() => setAdding(true)}>
            {t('apiKey.new')}
          </Button>
          <Button href="/docs" target="_blank" icon={<BookOpen size={16} />}>
            {t('apiKey.docs')}
          </Button>
        </div>
      )}
      {keys.data.length === 0 ? (
        !adding && <Empty title={t('apiKey.none')}>{t('apiKey.noneHint')}</Empty>
      ) : (
        <div className={admin.scroll}>
          <table className={admin.table}>
            <thead>
              <tr>
                <th>{t('apiKey.name')}</th>
                <th>{t('apiKey.role')}</th>
                <th className={admin.hideOnPhone}>{t('apiKey.scopes')}</th>
                <th className={admin.hideOnPhone}>{t('apiKey.owner')}</th>
                <th>{t('apiKey.expires')}</th>
                <th>{t('apiKey.used')}</th>
                <th>
                  <span className="srOnly">{t('common.more')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {keys.data.map((key) => (
                <KeyRow
                  key={key.id}
                  record={key}
                  onReissue={() => void act(() => reissueApiKey(key.id))}
                  onRevoke={() =>
                    void act(async () => {
                      await revokeApiKey(key.id);
                      tellDone(t('apiKey.revoked', { name: String(key.name) }));
                      return undefined;
                    })
                  }
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function KeyRow({ record, onReissue, onRevoke }: { record: RecordData; onReissue(): void; onRevoke(): void }) {
  const t = useText();
  const [asking, setAsking] = useState<'reissue' | 'revoke'>();
  const role = record.role as { label_zh?: string; label_en?: string } | null;
  const owner = record.owner as { name?: string } | null;
  const ended = Boolean(record.revoked_at) || (record.expires_at ? dayjs(String(record.expires_at)).isBefore(dayjs()) : false);
  return (
    <tr>
      <td>
        <span className={admin.main}>
          {String(record.name)}
          <span className={admin.code}>{String(record.prefix ?? '')}…</span>
          {ended && <span className={admin.chip}>{t(record.revoked_at ? 'apiKey.ended' : 'apiKey.expired')}</span>}
        </span>
      </td>
      <td className={admin.soft}>{(currentLanguage() === 'en' ? role?.label_en : role?.label_zh) ?? role?.label_zh}</td>
      <td className={`${admin.code} ${admin.hideOnPhone}`}>{((record.scopes as string[] | null) ?? []).join(' ')}</td>
      <td className={`${admin.soft} ${admin.hideOnPhone}`}>{owner?.name}</td>
      <td className={admin.soft}>{record.expires_at ? formatDate(String(record.expires_at)) : t('apiKey.never')}</td>
      <td className={admin.soft}>{record.last_used_at ? formatAgo(String(record.last_used_at)) : t('apiKey.unused')}</td>
      <td className={admin.number}>
        {asking ? (
          <>
            <span className={admin.faint}>{t(asking === 'reissue' ? 'apiKey.reissueHint' : 'apiKey.revokeHint')} </span>
            <Button size="small" onClick={() => setAsking(undefined)}>
              {t('common.cancel')}
            </Button>{' '}
            <Button
              size="small"
              danger
              type="primary"
              onClick={() => {
                setAsking(undefined);
                if (asking === 'reissue') onReissue();
                else onRevoke();
              }}
            >
              {t(asking === 'reissue' ? 'apiKey.reissue' : 'apiKey.revoke')}
            </Button>
          </>
        ) : (
          !record.revoked_at && (
            <>
              <Button size="small" type="text" onClick={() => setAsking('reissue')}>
                {t('apiKey.reissue')}
              </Button>
              <Button size="small" type="text" danger onClick={() => setAsking('revoke')}>
                {t('apiKey.revoke')}
              </Button>
            </>
          )
        )}
      </td>
    </tr>
  );
}

function NewKey({ onClose, onIssued }: { onClose(): void; onIssued(key: IssuedKey): void }) {
  const t = useText();
  const roles = useQuery({ queryKey: roleKeys.all, queryFn: ({ signal }) => readRoles(signal) });
  const [name, setName] = useState('');
  const [role, setRole] = useState<string>();
  const [scopes, setScopes] = useState<string[]>([]);
  const [expires, setExpires] = useState<dayjs.Dayjs | null>(dayjs().add(1, 'year'));
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const save = async () => {
    if (!name.trim() || !role)
      return setProblems({
        ...(name.trim() ? {} : { name: t('apiKey.needsName') }),
        ...(role ? {} : { role: t('apiKey.needsRole') }),
      });
    setBusy(true);
    try {
      onIssued(
        await createApiKey({
          name: name.trim(),
          role,
          scopes: scopes.length > 0 ? scopes : undefined,
          expires_at: expires?.endOf('day').toISOString(),
        }),
      );
    } catch (error) {
      const details = error instanceof ApiError ? error.details : [];
      setProblems(Object.fromEntries(details.map((d) => [d.target ?? '', d.message ?? ''])));
      if (details.length === 0) setProblems({ '': reasonOf(error) });
      setBusy(false);
    }
  };
  return (
    <form
      className={admin.card}
      style={{ maxWidth: 720 }}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {problems[''] && (
        <p className={admin.error} role="alert">
          {problems['']}
        </p>
      )}
      <div className={admin.columns}>
        <Row label={t('apiKey.name')} hint={t('apiKey.nameHint')} problem={problems.name} required>
          {(id) => <Input id={id} autoFocus value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />}
        </Row>
        <Row label={t('apiKey.role')} hint={t('apiKey.roleHint')} problem={problems.role} required>
          {(id) => (
            <Select id={id} value={role} options={roles.data?.map((r) => ({ value: r.id, label: r.label }))} onChange={setRole} />
          )}
        </Row>
        <Row label={t('apiKey.scopes')} hint={t('apiKey.scopesHint')} problem={problems.scopes}>
          {(id) => (
            <Select
              id={id}
              mode="tags"
              value={scopes}
              options={['records.read', 'records.write', 'account.read', 'lead.write'].map((value) => ({ value, label: value }))}
              onChange={setScopes}
            />
          )}
        </Row>
        <Row label={t('apiKey.expires')} problem={problems.expires_at}>
          {(id) => (
            <DatePicker
              id={id}
              value={expires}
              minDate={dayjs()}
              placeholder={t('apiKey.never')}
              style={{ width: '100%' }}
              onChange={setExpires}
            />
          )}
        </Row>
      </div>
      <div className={admin.actions}>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('apiKey.create')}
        </Button>
      </div>
    </form>
  );
}

function Secret({ issued, onClose }: { issued: IssuedKey; onClose(): void }) {
  const t = useText();
  const copy = () =>
    navigator.clipboard.writeText(issued.secret).then(
      () => tellDone(t('apiKey.copied')),
      () => tellError(t('apiKey.notCopied')),
    );
  return (
    <section className={admin.card} style={{ maxWidth: 720 }} aria-live="polite">
      <p>{t('apiKey.once')}</p>
      <p className={styles.secret}>
        <span>{issued.secret}</span>
        <Button size="small" icon={<Copy size={14} />} onClick={() => void copy()}>
          {t('apiKey.copy')}
        </Button>
      </p>
      <div>
        <Button onClick={onClose}>{t('apiKey.kept')}</Button>
      </div>
    </section>
  );
}
