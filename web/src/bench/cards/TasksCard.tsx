import { useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useMemo } from 'react';
import { useBench, useToday } from '../../api/bench.ts';
import { listRecords, type RecordData } from '../../api/records.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { formatMoment, formatNumber } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { linkName, parseLink } from '../../records/kinds/shared/reference.ts';
import { recordKeys } from '../../records/recordCache.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import benchStyles from '../Bench.module.css';
import { BenchLink } from '../BenchLink.tsx';
import { useCompleteTask } from '../useCompleteTask.ts';
import styles from './Rows.module.css';
import { atFirst, tasksIn } from './toldToday.ts';

const shown = 8;
/** What a task is about, who it is for first. */
const subjects = ['account', 'lead', 'contact'];

/** One's own tasks, the first due on top: tick what is done. What the day's list beside it says already is not said again. */
export function TasksCard() {
  const t = useText();
  const { user } = useWorkspace();
  const definitions = useDefinitions();
  const task = definitions.find('task');
  const about = subjects.filter((name) => definitions.find(name) && definitions.field('task', name));
  const complete = useCompleteTask();
  const told = useToldToday();
  const query = {
    filter: `owner eq ${user.id} and status in ('todo','doing')`,
    orderby: 'due_at',
    select: ['id', 'version', 'subject', 'due_at', 'priority', 'status'],
    expand: about.map((name) => `${name}($select=id,${definitions.nameField(name)})`).join(','),
    pageSize: shown + atFirst,
    count: true,
  };
  const tasks = useQuery({
    queryKey: recordKeys.apply('task', JSON.stringify(query)),
    queryFn: ({ signal }) => listRecords('task', query, signal),
    staleTime: 15_000,
  });
  if (tasks.isPending || !told) return <Skeleton rows={5} />;
  if (tasks.isError) return <p className={benchStyles.none}>{t('bench.cardFailed')}</p>;
  const total = tasks.data['@odata.count'] ?? tasks.data.value.length;
  const rows = tasks.data.value.filter((row) => !told.has(row.id)).slice(0, shown);
  const left = tasks.data.value.filter((row) => told.has(row.id)).length;
  if (rows.length === 0 && left > 0)
    return <p className={benchStyles.none}>{t('tasks.allToday', { count: formatNumber(left) })}</p>;
  if (rows.length === 0) return <p className={benchStyles.none}>{t('tasks.none')}</p>;
  return (
    <>
      <ul className={styles.rows}>
        {rows.map((row) => (
          <li key={row.id}>
            <Checkbox
              aria-label={t('today.tick', { task: String(row.subject) })}
              checked={complete.isPending && complete.variables.id === row.id}
              disabled={complete.isPending || !task?.can.edit}
              onChange={() => complete.mutate({ id: row.id, name: String(row.subject) })}
            />
            <BenchLink to={`/o/task/${row.id}`}>{String(row.subject)}</BenchLink>
            <About row={row} fields={about} />
            <Due row={row} />
          </li>
        ))}
      </ul>
      {left > 0 && <p className={styles.elsewhere}>{t('tasks.inToday', { count: formatNumber(left) })}</p>}
      {total > rows.length + left && (
        <BenchLink className={styles.all} to="/o/task?view=mine">
          {t('view.all', { count: formatNumber(total) })}
        </BenchLink>
      )}
    </>
  );
}

/** The tasks that the day's list shows, where it stands on the same bench. */
function useToldToday(): ReadonlySet<string> | undefined {
  const bench = useBench().data;
  const isThere = (bench?.mine?.cards ?? bench?.standard ?? []).some((card) => card.kind === 'today');
  const today = useToday(atFirst, isThere);
  const told = useMemo(() => tasksIn(today.data), [today.data]);
  // What it leaves out is known before it is drawn: nothing in it jumps.
  return isThere && today.isPending ? undefined : told;
}

function Due({ row }: { row: RecordData }) {
  if (typeof row.due_at !== 'string') return null;
  return <span className={new Date(row.due_at) < new Date() ? styles.late : styles.note}>{formatMoment(row.due_at)}</span>;
}

/** For whom it is to be done. */
function About({ row, fields }: { row: RecordData; fields: readonly string[] }) {
  const link = fields.map((field) => parseLink(row[field])).find((found) => found && linkName(found));
  return link ? <span className={styles.about}>{linkName(link)}</span> : null;
}
