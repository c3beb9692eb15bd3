import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { Bell, BellRing } from 'lucide-react';
import { createRecord, deleteRecord, listRecords } from '../../api/records.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { reasonOf, useText } from '../../i18n/text.ts';
import { tellError } from '../../ui/toast.ts';
import { recordKeys } from '../recordCache.ts';
import type { Subject } from './comments.ts';

const kind = 'record_follow';

/** Hears of what is said about a record, or no longer. */
export function FollowButton({ subject }: { subject: Subject }) {
  const t = useText();
  const client = useQueryClient();
  const { user } = useWorkspace();
  const may = useDefinitions().find(kind)?.can.create ?? false;
  const filter = `object eq '${subject.object}' and record eq ${subject.id} and owner eq ${user.id}`;
  const { data } = useQuery({
    queryKey: recordKeys.apply(kind, filter),
    queryFn: ({ signal }) => listRecords(kind, { filter, select: ['id'], top: 1 }, signal),
    enabled: may,
    staleTime: 60_000,
    retry: false,
  });
  const follow = data?.value[0];
  const toggle = useMutation({
    mutationFn: async () => {
      if (follow) await deleteRecord(kind, follow.id);
      else await createRecord(kind, { object: subject.object, record: subject.id }, crypto.randomUUID());
    },
    onError: (error) => tellError(reasonOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: recordKeys.object(kind) }),
  });
  if (!may || !data) return null;
  return (
    <Tooltip title={t(follow ? 'follow.stopHint' : 'follow.startHint')}>
      <Button
        type="text"
        size="small"
        aria-pressed={follow !== undefined}
        icon={follow ? <BellRing size={14} /> : <Bell size={14} />}
        disabled={toggle.isPending}
        onClick={() => toggle.mutate()}
      >
        {t(follow ? 'follow.on' : 'follow.start')}
      </Button>
    </Tooltip>
  );
}
