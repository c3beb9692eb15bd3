import { useQuery } from '@tanstack/react-query';
import { readRecord } from '../../api/records.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { linkName, parseLink } from '../kinds/shared/reference.ts';

/** Whom a person asks who wants to see what this page does not show; it says nothing of whether there is a record. */
export function WhomToAsk() {
  const t = useText();
  const { user, definitions } = useWorkspace();
  const own = useQuery({
    queryKey: ['manager', user.id],
    queryFn: ({ signal }) => readRecord('user', user.id, { select: ['manager'], expand: 'manager($select=id,name)' }, signal),
    enabled: definitions.field('user', 'manager') !== undefined,
    staleTime: 300_000,
    retry: false,
  });
  const manager = parseLink(own.data?.manager);
  const name = manager && linkName(manager);
  return <>{name ? t('record.askManager', { name }) : t('record.askAdministrator')}</>;
}
