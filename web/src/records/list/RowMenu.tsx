import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import type { ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { OpenedMenu } from '../../ui/opened/OpenedMenu.tsx';
import { actionItems } from '../actions/actionItems.tsx';
import { availableActions } from '../actions/recordActions.ts';

interface RowMenuProps {
  object: ObjectMeta;
  record: RecordData;
  /** The button of the record's row. */
  button: HTMLElement;
  open: boolean;
  onOpenChange(open: boolean): void;
}

/** What can be done with one row; one menu serves all rows of a table. */
export function RowMenu({ object, record, button, open, onOpenChange }: RowMenuProps) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const workspace = useWorkspace();
  const anchor = useRef(button);
  const context = { object, records: [record], navigate, client, workspace };
  return (
    <OpenedMenu
      anchor={anchor}
      open={open}
      onOpenChange={onOpenChange}
      placement="bottomRight"
      menu={{ items: actionItems(availableActions(context), context) }}
    />
  );
}
