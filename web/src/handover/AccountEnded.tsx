import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { peopleKeys } from '../api/people.ts';
import { patchRecord, type RecordData, readRecord } from '../api/records.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { reasonOf, useText } from '../i18n/text.ts';
import { linkId, parseLink } from '../records/kinds/shared/reference.ts';
import { tellDone, tellError } from '../ui/toast.ts';
import { leftWithout } from './accessTold.ts';
import styles from './HandOver.module.css';

interface AccountEndedProps {
  handOver: RecordData;
  /** Across a page, between its head and what follows. */
  isPage?: boolean;
}

/** Of a hand-over that was undone: that the records lie with an account nobody can use, and the way to open it again. */
export function AccountEnded({ handOver, isPage }: AccountEndedProps) {
  const leaver = parseLink(handOver.former_owner);
  return leftWithout(handOver) && leaver ? <Ended id={linkId(leaver)} isPage={isPage} /> : null;
}

function Ended({ id, isPage }: { id: string; isPage: boolean | undefined }) {
  const t = useText();
  const client = useQueryClient();
  const mayOpen = useDefinitions().find('user')?.can.edit ?? false;
  const key = ['hand_over_account', id];
  const person = useQuery({ queryKey: key, queryFn: ({ signal }) => readRecord('user', id, {}, signal), retry: false });
  const name = String(person.data?.name ?? '');
  const open = useMutation({
    mutationFn: () => patchRecord('user', id, { active: true }, person.data?.version),
    onSuccess: () => tellDone(t('handOver.accountOpened', { name })),
    onError: (error) => tellError(reasonOf(error)),
    onSettled: () =>
      Promise.all([client.invalidateQueries({ queryKey: key }), client.invalidateQueries({ queryKey: peopleKeys.people })]),
  });
  if (person.data?.active !== false) return null;
  return (
    <Alert
      type="warning"
      className={isPage ? styles.across : undefined}
      showIcon
      title={t('handOver.stillClosed', { name })}
      action={
        mayOpen && (
          <Button size="small" loading={open.isPending} onClick={() => open.mutate()}>
            {t('handOver.openAccount')}
          </Button>
        )
      }
    />
  );
}
