import { useQueryClient } from '@tanstack/react-query';
import type { MenuProps } from 'antd';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import type { ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { OpenedMenu } from '../../ui/opened/OpenedMenu.tsx';
import { actionItems } from '../actions/actionItems.tsx';
import { availableActions } from '../actions/recordActions.ts';
import { useOffered, within } from '../record/useReach.ts';

interface RowMenuProps {
  object: ObjectMeta;
  record: RecordData;
  /** The button of the record's row. */
  button: HTMLElement;
  open: boolean;
  onOpenChange(open: boolean): void;
  /** What else stands in the menu, above the rest. */
  above?: readonly NonNullable<NonNullable<MenuProps['items']>[number]>[];
}

/** What can be done with one row; one menu serves all rows of a table. It opens when the server has said what that is for this record. */
export function RowMenu({ object, record, button, open, onOpenChange, above = [] }: RowMenuProps) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const workspace = useWorkspace();
  const anchor = useRef(button);
  const offered = useOffered(object, record.id, open);
  const context = { object: within(object, offered.data), records: [record], navigate, client, workspace };
  const items = actionItems(availableActions(context), context);
  return (
    <OpenedMenu
      anchor={anchor}
      open={open && !offered.isLoading}
      onOpenChange={onOpenChange}
      placement="bottomRight"
      menu={{ items: [...above.filter((one) => !items.some((item) => item?.key === one.key)), ...items] }}
    />
  );
}
