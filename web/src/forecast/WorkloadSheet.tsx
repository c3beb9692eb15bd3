import { Button } from 'antd';
import { Link } from 'react-router';
import { useWorkload, type Workload } from '../api/forecast.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { drillTo } from '../home/drillTo.ts';
import { FailedFigures } from '../home/FailedFigures.tsx';
import { addDays, formatDate, formatNumber, formatShare } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import changes from './Changes.module.css';
import type { ForecastState } from './useForecastState.ts';
import styles from './Workload.module.css';

type Row = Workload['people'][number];

/** Who has how much to do against what they can, the fullest first. */
export function WorkloadSheet(_: { state: ForecastState }) {
  const t = useText();
  const load = useWorkload();
  const setsUp = useDefinitions().find('work_capacity')?.can.create;
  if (load.isPending) return <Skeleton rows={8} height={28} />;
  if (load.isError) return <FailedFigures title={t('forecast.failed')} error={load.error} onRetry={() => void load.refetch()} />;
  const { monday, people } = load.data;
  return (
    <>
      <div className={changes.filters}>
        <p className={changes.hint}>
          {t('load.hint')} {t('load.week', { day: formatDate(monday) })}
        </p>
        {setsUp && (
          <Link to="/o/work_capacity">
            <Button size="small">{t('load.setUp')}</Button>
          </Link>
        )}
      </div>
      {people.length === 0 ? (
        <Empty title={t('load.none')} />
      ) : (
        <ul className={styles.people}>
          {people.map((row) => (
            <Person key={row.person} row={row} monday={monday} />
          ))}
        </ul>
      )}
    </>
  );
}

function Person({ row, monday }: { row: Row; monday: string }) {
  const t = useText();
  const name = row.name ?? '—';
  const parts = [
    {
      key: 'tasks',
      count: row.tasks,
      capacity: row.capacity.tasks,
      to: drillTo(`status in ('todo','doing') and owner eq ${row.person}`, 'task'),
    },
    {
      key: 'meetings',
      count: row.meetings,
      capacity: row.capacity.meetings,
      to: drillTo(
        `type in ('meeting','visit') and owner eq ${row.person} and date(occurred_at) ge ${monday} and date(occurred_at) le ${addDays(monday, 6)}`,
        'activity',
      ),
    },
    {
      key: 'deals',
      count: row.deals,
      capacity: row.capacity.deals,
      to: drillTo(`status eq 'open' and owner eq ${row.person}`),
    },
  ] as const;
  return (
    <li>
      <span className={styles.who}>
        <Avatar name={name} size={24} />
        {name}
        {row.late > 0 && (
          <Badge plain color="red">
            {t('load.late', { count: formatNumber(row.late) })}
          </Badge>
        )}
      </span>
      <span className={styles.parts}>
        {parts.map((part) => (
          <Link key={part.key} to={part.to} className={styles.part}>
            <span>
              {t(`load.${part.key}`)}{' '}
              <b>{t('load.of', { count: formatNumber(part.count), capacity: formatNumber(part.capacity) })}</b>
            </span>
            <i className={styles.track} aria-hidden="true">
              <b
                data-tone={tone(part.count / part.capacity)}
                style={{ width: `${Math.min(100, (part.count / part.capacity) * 100)}%` }}
              />
            </i>
          </Link>
        ))}
      </span>
      <strong data-tone={tone(row.saturation)} title={row.saturation > 1 ? t('load.full') : undefined}>
        {formatShare(row.saturation, 0)}
      </strong>
    </li>
  );
}

function tone(share: number): 'calm' | 'busy' | 'full' {
  return share > 1 ? 'full' : share >= 0.8 ? 'busy' : 'calm';
}
