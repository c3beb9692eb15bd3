import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { EyeOff, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { findReaders } from '../../api/records.ts';
import { addMember } from '../../api/team.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { reasonOf, useText } from '../../i18n/text.ts';
import { tellDone, tellError } from '../../ui/toast.ts';
import styles from './Comments.module.css';
import type { Person, Subject } from './comments.ts';

/** Says who of those named does not see the record, before anybody waits for their answer; whoever may takes them into its team. */
export function Unreached({ subject, named }: { subject: Subject; named: readonly Person[] }) {
  const t = useText();
  const client = useQueryClient();
  const object = useDefinitions().find(subject.object);
  const [busy, setBusy] = useState<string>();
  const ids = named.map((person) => person.id).sort();
  const key = ['readers', subject.object, subject.id, ...ids];
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => findReaders(subject.object, subject.id, ids, signal),
    enabled: ids.length > 0,
    staleTime: 30_000,
    retry: false,
  });
  const blind = named.filter(({ id }) => data?.value.some((person) => person.id === id && !person.sees));
  if (!object || blind.length === 0) return null;
  const take = async (person: Person) => {
    setBusy(person.id);
    try {
      await addMember(subject.object, subject.id, person.id);
      tellDone(t('comment.taken', { name: person.name }));
      await client.invalidateQueries({ queryKey: ['readers', subject.object, subject.id] });
    } catch (error) {
      tellError(reasonOf(error));
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <ul className={styles.unreached} role="status">
      {blind.map((person) => (
        <li key={person.id}>
          <EyeOff size={14} aria-hidden="true" />
          <span>{t('comment.unreached', { name: person.name, object: object.label })}</span>
          {data?.mayShare && (
            <Button
              size="small"
              icon={<UserPlus size={12} />}
              loading={busy === person.id}
              aria-label={t('comment.takeOne', { name: person.name })}
              onClick={() => void take(person)}
            >
              {t('comment.take')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
