import { useQuery } from '@tanstack/react-query';
import { companyKeys, readStatus } from '../../api/company.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { formatAgo, formatBytes, formatDateTime, formatNumber } from '../../i18n/format.ts';
import { reasonOf, type TextKey, text, useText } from '../../i18n/text.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import admin from '../shared/Admin.module.css';

/** What follows the changes, in the reader's words; one we do not know keeps its own name. */
function nameOf(consumer: string): string {
  const keys: Record<string, TextKey> = {
    'records follow their owner': 'status.consumer.owner',
    search: 'status.consumer.search',
    'lead scores': 'status.consumer.scores',
    'forecast ledger follows stages': 'status.consumer.forecast',
    'departments of duplicates': 'status.consumer.duplicates',
  };
  const key = keys[consumer];
  return key ? text(key) : consumer;
}

/** How the system is doing, as it is right now. */
export function Status() {
  const t = useText();
  const definitions = useDefinitions();
  const status = useQuery({ queryKey: companyKeys.status, queryFn: ({ signal }) => readStatus(signal), refetchInterval: 10_000 });
  if (status.isError) return <p className={admin.error}>{reasonOf(status.error)}</p>;
  if (!status.data) return <Skeleton rows={6} />;
  const s = status.data;
  const figures: [string, string, string?][] = [
    [t('status.version'), s.version, t('status.started', { at: formatDateTime(s.started) })],
    [t('status.database'), s.database, formatBytes(s.databaseBytes)],
    [t('status.memory'), formatBytes(s.memoryBytes)],
    [
      t('status.unsealed'),
      formatNumber(s.unsealed),
      s.unsealed > 0 ? t('status.seconds', { count: Math.round(s.unsealedSeconds) }) : t('status.sealed'),
    ],
    [
      t('status.jobs'),
      formatNumber(s.jobs.running),
      s.jobs.failed > 0 ? t('status.jobsFailed', { count: s.jobs.failed }) : undefined,
    ],
  ];
  return (
    <>
      {s.setAside && (
        <p role="alert" className={admin.error}>
          {t('status.setAside', {
            objects: s.setAside.objects.map((name) => definitions.find(name)?.label ?? name).join(t('common.comma')),
            reason: s.setAside.reason,
          })}
        </p>
      )}
      <div className={admin.figures}>
        {figures.map(([label, value, beside]) => (
          <div key={label} className={admin.figure}>
            <span className={admin.faint}>{label}</span>
            <strong>{value}</strong>
            {beside && <span className={admin.faint}>{beside}</span>}
          </div>
        ))}
      </div>
      <section className={`${admin.section} ${admin.form}`}>
        <h2>{t('status.consumers')}</h2>
        <p className={admin.hint}>{t('status.consumersHint')}</p>
        <table className={admin.table}>
          <tbody>
            {s.consumers.map((consumer) => (
              <tr key={consumer.name}>
                <td>{nameOf(consumer.name)}</td>
                <td>
                  <Badge plain color={consumer.lag === 0 ? 'green' : consumer.lag < 1000 ? 'amber' : 'red'}>
                    {consumer.lag === 0 ? t('status.current') : t('status.lag', { count: formatNumber(consumer.lag) })}
                  </Badge>
                </td>
                <td className={`${admin.faint} ${admin.number}`}>{consumer.at && formatAgo(consumer.at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section className={`${admin.section} ${admin.form}`}>
        <h2>{t('status.records')}</h2>
        <table className={admin.table}>
          <tbody>
            {s.records.map((row) => (
              <tr key={row.object}>
                <td>{definitions.find(row.object)?.plural ?? row.object}</td>
                <td className={admin.number}>{formatNumber(row.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
