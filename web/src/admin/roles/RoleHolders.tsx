import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { peopleKeys, readPeople } from '../../api/people.ts';
import { useText } from '../../i18n/text.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import admin from '../shared/Admin.module.css';
import { SeeAsButton } from '../shared/SeeAsButton.tsx';

const most = 30;

/** Who has the role, each with the way to see what they see with it. */
export function RoleHolders({ role }: { role: string }) {
  const t = useText();
  const people = useQuery({ queryKey: peopleKeys.people, queryFn: ({ signal }) => readPeople(signal), retry: false });
  const holders = (people.data ?? []).filter((person) => person.active && person.roles.includes(role));
  if (holders.length === 0) return null;
  return (
    <section className={admin.section} style={{ marginTop: 16 }}>
      <h2>{t('role.holders')}</h2>
      <div className={admin.chips}>
        {holders.slice(0, most).map((person) => (
          <span key={person.id} className={admin.main}>
            <Avatar name={person.name} size={24} />
            <Link to={`/admin/people?person=${person.id}`}>{person.name}</Link>
            <SeeAsButton person={person} />
          </span>
        ))}
        {holders.length > most && <span className={admin.soft}>{t('role.moreHolders', { count: holders.length - most })}</span>}
      </div>
    </section>
  );
}
