import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import type { ActionContext } from '../actions/recordActions.ts';
import { lastList } from '../list/lastList.ts';

/** What the actions of a record's own page work with. */
export function usePageContext(object: ObjectMeta, record: RecordData): ActionContext {
  const navigate = useNavigate();
  const client = useQueryClient();
  const workspace = useWorkspace();
  const onGone = () => navigate(lastList(object.name), { replace: true });
  return { object, records: [record], navigate, client, workspace, onGone, isPage: true };
}
