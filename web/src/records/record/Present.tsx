import { Tooltip } from 'antd';
import { useText } from '../../i18n/text.ts';
import { usePresence } from '../../live/presence.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import styles from './Present.module.css';

const shown = 4;

/** Who else has this record before them at this moment. */
export function Present({ object, id }: { object: string; id: string }) {
  const t = useText();
  const people = usePresence(object, id);
  if (people.length === 0) return null;
  const names = people.map((person) => person.name).join(t('common.comma'));
  return (
    <Tooltip title={t('presence.also', { names })}>
      <span className={styles.present} role="status" aria-label={t('presence.also', { names })}>
        {people.slice(0, shown).map((person) => (
          <span key={person.id} className={styles.ring}>
            <Avatar name={person.name} size={22} />
          </span>
        ))}
        {people.length > shown && <span className={styles.more}>+{people.length - shown}</span>}
      </span>
    </Tooltip>
  );
}
