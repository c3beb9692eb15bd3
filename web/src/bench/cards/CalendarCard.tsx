import { useQuery } from '@tanstack/react-query';
import { listRecords, type RecordData } from '../../api/records.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { addDays, dayOf, formatDate, formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { linkName, parseLink } from '../../records/kinds/shared/reference.ts';
import { recordKeys } from '../../records/recordCache.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import benchStyles from '../Bench.module.css';
import { BenchLink } from '../BenchLink.tsx';
import { beginOf, daysOfWeek, weekdayOf } from '../week.ts';
import styles from './CalendarCard.module.css';

interface Entry {
  id: string;
  object: 'activity' | 'task';
  at: string;
  name: string;
  /** The customer or the lead that it is about. */
  about: string | undefined;
}

/** One's own week: visits, meetings and calls by their time, tasks by when they are due. */
export function CalendarCard() {
  const t = useText();
  const { user } = useWorkspace();
  const days = daysOfWeek();
  const [from, to] = [beginOf(days[0] ?? ''), beginOf(addDays(days[6] ?? '', 1))];
  const within = (field: string) => `owner eq ${user.id} and ${field} ge ${from} and ${field} lt ${to}`;
  const activities = useEntries('activity', 'occurred_at', `${within('occurred_at')} and type in ('visit','meeting','call')`);
  const tasks = useEntries('task', 'due_at', `${within('due_at')} and status in ('todo','doing')`);
  if (activities.isPending || tasks.isPending) return <Skeleton rows={6} />;
  const entries = [...activities.entries, ...tasks.entries].sort((a, b) => a.at.localeCompare(b.at));
  const today = dayOf(new Date().toISOString());
  const shown = days.filter((day) => day === today || entries.some((e) => dayOf(e.at) === day));
  if (entries.length === 0) return <p className={benchStyles.none}>{t('week.none')}</p>;
  return (
    <ol className={styles.week}>
      {shown.map((day) => (
        <li key={day} className={day === today ? styles.today : undefined}>
          <h3>
            {weekdayOf(day, 'short')}
            <small>{day === today ? t('week.today') : formatDate(day)}</small>
          </h3>
          <ul>
            {entries
              .filter((entry) => dayOf(entry.at) === day)
              .map((entry) => (
                <li key={entry.id}>
                  <Icon name={entry.object === 'task' ? 'task' : 'activity'} size={14} />
                  <time dateTime={entry.at}>{formatTime(entry.at)}</time>
                  <BenchLink to={`/o/${entry.object}/${entry.id}`}>{entry.name}</BenchLink>
                  {entry.about && <small>{entry.about}</small>}
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function useEntries(object: Entry['object'], at: string, filter: string) {
  const definitions = useDefinitions();
  const definition = definitions.find(object);
  const enabled = definition !== undefined;
  const links = ['account', 'lead'].filter((name) => definition && definitions.field(definition, name)?.type === 'lookup');
  const query = useQuery({
    queryKey: recordKeys.apply(object, filter),
    queryFn: ({ signal }) =>
      listRecords(
        object,
        { filter, orderby: at, select: ['id', 'subject', at, ...links], expand: links.join(',') || undefined, top: 100 },
        signal,
      ),
    enabled,
    staleTime: 30_000,
  });
  const entries = (query.data?.value ?? []).map(
    (row: RecordData): Entry => ({
      id: row.id,
      object,
      at: String(row[at]),
      name: String(row.subject ?? ''),
      about: aboutOf(
        links.map((name) => row[name]),
        String(row.subject ?? ''),
      ),
    }),
  );
  return { entries, isPending: enabled && query.isPending };
}

/** The first that is there, unless what is to be done names it already. */
function aboutOf(links: readonly unknown[], name: string): string | undefined {
  const link = links.map(parseLink).find((found) => found !== null);
  const about = link && linkName(link);
  return about && !name.includes(about) ? about : undefined;
}
