import { Button, Tooltip } from 'antd';
import { Check, MapPin, MessageSquarePlus, Phone } from 'lucide-react';
import { useState } from 'react';
import { type TodayItem, type TodayReason, useToday } from '../../api/bench.ts';
import type { ActionMeta } from '../../api/meta.ts';
import { readRecord } from '../../api/records.ts';
import { openDialog } from '../../app/dialogs.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { drillTo } from '../../home/drillTo.ts';
import { formatDate, formatMoneyShort, formatNumber, formatTime } from '../../i18n/format.ts';
import { reasonOf, type TextKey, text, useText } from '../../i18n/text.ts';
import { readablePhone } from '../../records/kinds/phone/readablePhone.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { tellError } from '../../ui/toast.ts';
import benchStyles from '../Bench.module.css';
import { BenchLink } from '../BenchLink.tsx';
import { useCompleteTask } from '../useCompleteTask.ts';
import styles from './TodayCard.module.css';
import { type OwnersShare, openTasks, useTeamsTasks } from './teamsWork.ts';
import { atFirst, mostReasons } from './toldToday.ts';

const most = 100;

/** What to act on today, the most valuable first: why, and the next step one press away. */
export function TodayCard() {
  const t = useText();
  const [top, setTop] = useState(atFirst);
  const today = useToday(top);
  if (today.isPending) return <Skeleton rows={6} height={24} />;
  if (today.isError) return <p className={benchStyles.none}>{t('bench.cardFailed')}</p>;
  const { items, count } = today.data;
  if (items.length === 0)
    return (
      <p className={benchStyles.none}>
        {t('today.none')}
        <small>{t('today.noneHint')}</small>
        <TeamsWork />
      </p>
    );
  return (
    <>
      <ol className={styles.list}>
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ol>
      {count > items.length && top < most && (
        <Button type="link" size="small" onClick={() => setTop(most)}>
          {t('today.more', { count: formatNumber(count - items.length) })}
        </Button>
      )}
      {top > atFirst && items.length > atFirst && (
        <Button type="link" size="small" onClick={() => setTop(atFirst)}>
          {t('today.fewer')}
        </Button>
      )}
    </>
  );
}

/** For those whose work is that of others: how much that is, and the way to it. */
function TeamsWork() {
  const t = useText();
  const { user } = useWorkspace();
  const { tasks, late } = useTeamsTasks();
  const ofOthers = (rows: readonly OwnersShare[]) =>
    rows.filter((row) => row.owner !== user.id && row.owner !== 'null').reduce((sum, row) => sum + row.n, 0);
  const [open, overdue] = [ofOthers(tasks.rows), ofOthers(late.rows)];
  if (open === 0) return null;
  return (
    <BenchLink className={styles.team} to={`${drillTo(`${openTasks} and owner ne ${user.id}`, 'task')}&group=owner`}>
      {t(overdue > 0 ? 'today.teamLate' : 'today.team', { count: open, open: formatNumber(open), late: formatNumber(overdue) })}
    </BenchLink>
  );
}

function Item({ item }: { item: TodayItem }) {
  const t = useText();
  const { definitions, company } = useWorkspace();
  const object = definitions.find(item.object);
  return (
    <li className={styles.item}>
      <Icon name={object?.icon} fallback={item.object} size={16} />
      <div className={styles.what}>
        <BenchLink to={`/o/${item.object}/${item.id}`}>{item.name || object?.label}</BenchLink>
        {item.account?.name && !item.name.includes(item.account.name) && (
          <span className={styles.account}>{item.account.name}</span>
        )}
        <ul className={styles.reasons}>
          {item.lead_score !== null && <li>{t('today.leadScore', { score: item.lead_score })}</li>}
          {item.reasons.slice(0, mostReasons).map((reason) => (
            <li key={`${reason.kind} ${reason.record?.id ?? ''}`} className={isLate(reason) ? styles.late : undefined}>
              {sentenceOf(reason)}
            </li>
          ))}
        </ul>
      </div>
      <span className={styles.amount}>{item.amount ? formatMoneyShort(item.amount, company.currency) : ''}</span>
      <Steps item={item} />
    </li>
  );
}

/** What can be done about it at once. */
function Steps({ item }: { item: TodayItem }) {
  const t = useText();
  const { definitions, user } = useWorkspace();
  const complete = useCompleteTask();
  const activity = definitions.find('activity');
  const task = item.reasons.find((r) => r.record?.object === 'task')?.record;
  const visit = item.reasons.find((r) => r.kind === 'visit_planned')?.record;
  const checkIn = visit && activity?.actions.find((a) => a.name === 'check_in');
  const isSubject = activity?.fields.some((f) => f.name === item.object);
  return (
    <span className={styles.steps}>
      {visit && checkIn && (
        <Step
          place={1}
          label={t('today.checkIn', { name: item.name })}
          icon={<MapPin size={16} />}
          onClick={() => void openCheckIn(visit.id, checkIn)}
        />
      )}
      {task && (
        <Step
          place={2}
          label={t('today.tick', { task: task.name ?? '' })}
          icon={<Check size={16} />}
          busy={complete.isPending}
          onClick={() => complete.mutate({ id: task.id, name: task.name ?? '' })}
        />
      )}
      {item.phone && (
        <Tooltip title={`${t('today.call', { name: item.name })} ${readablePhone(item.phone)}`}>
          <Button
            type="text"
            style={{ gridColumn: 3 }}
            href={`tel:${item.phone}`}
            aria-label={t('today.call', { name: item.name })}
            icon={<Phone size={16} />}
          />
        </Tooltip>
      )}
      {activity?.can.create && isSubject && (
        <Step
          place={4}
          label={t('today.log', { name: item.name })}
          icon={<MessageSquarePlus size={16} />}
          onClick={() =>
            openDialog({
              kind: 'create',
              object: 'activity',
              brief: true,
              values: {
                type: 'call',
                [item.object]: { id: item.id, [definitions.nameField(item.object)]: item.name },
                owner: { id: user.id, name: user.name },
              },
            })
          }
        />
      )}
    </span>
  );
}

/** Opens the check-in of a planned visit. */
async function openCheckIn(id: string, action: ActionMeta): Promise<void> {
  try {
    openDialog({ kind: 'action', object: 'activity', records: [await readRecord('activity', id)], action });
  } catch (error) {
    tellError(reasonOf(error));
  }
}

interface StepProps {
  label: string;
  icon: React.ReactNode;
  /** Each step has its own place, so that none moves when another goes. */
  place: number;
  busy?: boolean;
  onClick(): void;
}

function Step({ label, icon, place, busy, onClick }: StepProps) {
  return (
    <Tooltip title={label}>
      <Button type="text" style={{ gridColumn: place }} aria-label={label} icon={icon} disabled={busy} onClick={onClick} />
    </Tooltip>
  );
}

function isLate(reason: TodayReason): boolean {
  return ['task_overdue', 'close_overdue', 'step_overdue', 'node_overdue'].includes(reason.kind);
}

/** Why it stands here, in words. */
function sentenceOf({ kind, days, at, record }: TodayReason): string {
  const values = {
    count: days ?? 0,
    days: formatNumber(days ?? 0),
    task: record?.name ?? '',
    at: at ? (kind === 'contact_promised' ? formatDate(at) : formatTime(at)) : '',
  };
  const isToday = days === 0 || days === null;
  const special: Partial<Record<TodayReason['kind'], TextKey>> = {
    task_overdue: isToday ? 'today.task_overdue_today' : undefined,
    close_soon: isToday ? 'today.close_today' : undefined,
    payment_due: isToday ? 'today.payment_due_today' : undefined,
    not_contacted: isToday ? undefined : 'today.not_contacted_days',
  };
  return text(special[kind] ?? `today.${kind}`, values);
}
