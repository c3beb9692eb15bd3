import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { endSession, readSessions, sessionListKeys } from '../../api/security.ts';
import { sessionKey } from '../../api/session.ts';
import { formatAgo, formatDateTime } from '../../i18n/format.ts';
import { reasonOf, useText } from '../../i18n/text.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { tellDone, tellError } from '../../ui/toast.ts';
import admin from '../shared/Admin.module.css';
import { agentName } from './agentName.ts';
import styles from './Security.module.css';

/** The browsers in which one is signed in, or everybody; each can be signed out from here. */
export function SessionList({ all }: { all?: boolean }) {
  const t = useText();
  const client = useQueryClient();
  const key = all ? sessionListKeys.all : sessionListKeys.own;
  const sessions = useQuery({ queryKey: key, queryFn: ({ signal }) => readSessions(Boolean(all), signal) });
  const end = async (id: string, current: boolean) => {
    try {
      await endSession(id);
      if (current) await client.invalidateQueries({ queryKey: sessionKey });
      await client.invalidateQueries({ queryKey: key });
      tellDone(t('sessions.ended'));
    } catch (error) {
      tellError(reasonOf(error));
    }
  };
  if (sessions.isError) return <p className={admin.error}>{reasonOf(sessions.error)}</p>;
  if (!sessions.data) return <Skeleton rows={4} />;
  return (
    <div className={admin.scroll}>
      <table className={`${admin.table} ${styles.sessions}`}>
        <thead>
          <tr>
            {all && <th>{t('sessions.person')}</th>}
            <th>{t('sessions.device')}</th>
            <th className={admin.hideOnPhone}>{t('sessions.address')}</th>
            <th>{t('sessions.seen')}</th>
            <th className={admin.hideOnPhone}>{t('sessions.since')}</th>
            <th>
              <span className="srOnly">{t('sessions.end')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.data.map((s) => (
            <tr key={s.id}>
              {all && <td>{s.user_name}</td>}
              <td>
                <span className={admin.main}>
                  {agentName(s.agent)}
                  {s.is_current && <span className={admin.chipBrand}>{t('sessions.current')}</span>}
                </span>
              </td>
              <td className={`${admin.code} ${admin.hideOnPhone}`}>{s.address}</td>
              <td className={admin.soft}>{formatAgo(s.last_seen_at)}</td>
              <td className={`${admin.soft} ${admin.hideOnPhone}`}>{formatDateTime(s.created_at)}</td>
              <td className={admin.number}>
                <Button size="small" type="text" danger onClick={() => void end(s.id, s.is_current)}>
                  {t('sessions.end')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
