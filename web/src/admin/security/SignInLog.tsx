import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { readSignInLog, signInLogKey } from '../../api/security.ts';
import { formatDateTime } from '../../i18n/format.ts';
import { reasonOf, useText } from '../../i18n/text.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import admin from '../shared/Admin.module.css';
import { agentName } from './agentName.ts';

/** Who tried to sign in, from where, and how it ended. */
export function SignInLog() {
  const t = useText();
  const [search, setSearch] = useState('');
  const log = useQuery({ queryKey: signInLogKey, queryFn: ({ signal }) => readSignInLog(signal) });
  if (log.isError) return <p className={admin.error}>{reasonOf(log.error)}</p>;
  if (!log.data) return <Skeleton rows={8} />;
  const wanted = search.trim().toLowerCase();
  const shown = log.data.filter((entry) => !wanted || `${entry.login} ${entry.address}`.toLowerCase().includes(wanted));
  return (
    <>
      <Input
        allowClear
        value={search}
        style={{ maxWidth: 280 }}
        placeholder={t('signIns.find')}
        aria-label={t('signIns.find')}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className={admin.scroll}>
        <table className={admin.table}>
          <thead>
            <tr>
              <th>{t('signIns.at')}</th>
              <th>{t('signIns.login')}</th>
              <th>{t('signIns.outcome')}</th>
              <th>{t('sessions.address')}</th>
              <th className={admin.hideOnPhone}>{t('sessions.device')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((entry) => (
              <tr key={entry.id}>
                <td className={admin.soft}>{formatDateTime(entry.at)}</td>
                <td>{entry.login}</td>
                <td>
                  <Badge plain color={entry.outcome === 'signed_in' ? 'green' : entry.outcome === 'code_asked' ? 'gray' : 'red'}>
                    {t(`outcome.${entry.outcome}`)}
                  </Badge>
                </td>
                <td className={admin.code}>{entry.address}</td>
                <td className={`${admin.soft} ${admin.hideOnPhone}`}>{agentName(entry.agent)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
