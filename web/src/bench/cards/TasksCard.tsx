import { useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { Link } from 'react-router';
import { listRecords, type RecordData } from '../../api/records.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { formatMoment, formatNumber } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { linkName, parseLink } from '../../records/kinds/shared/reference.ts';
import { recordKeys } from '../../records/recordCache.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import benchStyles from '../Bench.module.css';
import { useCompleteTask } from '../useCompleteTask.ts';
import styles from './Rows.module.css';

const shown = 8;
/** What a task is about, who it is for first. */
const subjects = ['account', 'lead', 'contact'];

/** One's own tasks, the first due on top: tick what is done. */
export function TasksCard() {
  const t = useText();
  const { user } = useWorkspace();
  const definitions = useDefinitions();
  const task = definitions.find('task');
  const about = subjects.filter((name) => definitions.find(name) && definitions.field('task', name));
  const complete = useCompleteTask();
  const query = {
    filter: `owner eq ${user.id} and status in ('todo','doing')`,
    orderby: 'due_at',
    select: ['id', 'version', 'subject', 'due_at', 'priority', 'status'],
    expand: about.map((name) => `${name}($select=id,${definitions.nameField(name)})`).join(','),
    pageSize: shown,
    count: true,
  };
  const tasks = useQuery({
    queryKey: recordKeys.apply('task', JSON.stringify(query)),
    queryFn: ({ signal }) => listRecords('task', query, signal),
    staleTime: 15_000,
  });
  if (tasks.isPending) return <Skeleton rows={5} />;
  if (tasks.isError) return <p className={benchStyles.none}>{t('bench.cardFailed')}</p>;
  const rows = tasks.data.value;
  const total = tasks.data['@odata.count'] ?? rows.length;
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
            <Link to={`/o/task/${row.id}`}>{String(row.subject)}</Link>
            <About row={row} fields={about} />
            <Due row={row} />
          </li>
        ))}
      </ul>
      {total > rows.length && (
        <Link className={styles.all} to="/o/task?view=mine">
          {t('view.all', { count: formatNumber(total) })}
        </Link>
      )}
    </>
  );
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
