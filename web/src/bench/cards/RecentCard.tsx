import { useRecents } from '../../app/shelf/recents.ts';
import { useRecordNames } from '../../app/shelf/useRecordNames.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { Icon } from '../../ui/Icon.tsx';
import benchStyles from '../Bench.module.css';
import { BenchLink } from '../BenchLink.tsx';
import styles from './Rows.module.css';

const shown = 8;

/** What one looked at last. */
export function RecentCard() {
  const t = useText();
  const definitions = useDefinitions();
  const { user } = useWorkspace();
  const visited = useRecents(user.id).slice(0, shown);
  const names = useRecordNames(visited);
  const rows = visited.filter(({ id }) => names.has(id));
  if (rows.length === 0) return <p className={benchStyles.none}>{t('recent.none')}</p>;
  return (
    <ul className={styles.rows}>
      {rows.map(({ object, id }) => (
        <li key={id}>
          <Icon name={definitions.find(object)?.icon} fallback={object} />
          <BenchLink to={`/o/${object}/${id}`}>{names.get(id)}</BenchLink>
          <span className={styles.note}>{definitions.find(object)?.label}</span>
        </li>
      ))}
    </ul>
  );
}
