import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Undo2 } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { RecordData } from '../../api/records.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { mergeUndo } from './mergeUndo.ts';

/** The way back from a merge, as long as there is one. */
export function UndoMerge({ merge }: { merge: RecordData }) {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const client = useQueryClient();
  const object = workspace.definitions.find('merge_record');
  if (!object) return null;
  const context = { object, records: [merge], navigate, client, workspace };
  const undo = mergeUndo(context);
  if (!undo) return null;
  return (
    <Button type="link" size="small" icon={<Undo2 size={14} />} onClick={() => undo.run(context)}>
      {undo.label}
    </Button>
  );
}
