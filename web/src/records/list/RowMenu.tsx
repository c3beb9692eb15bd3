import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { MoreHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { actionItems } from '../actions/actionItems.tsx';
import { availableActions } from '../actions/recordActions.ts';
import { titleOf } from '../values.ts';
import styles from './RecordTable.module.css';

/** What can be done with one row. */
export function RowMenu({ object, record }: { object: ObjectMeta; record: RecordData }) {
  const t = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const workspace = useWorkspace();
  const [open, setOpen] = useState(false);
  const context = { object, records: [record], navigate, client, workspace };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps a click on the menu from being one on the cell
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <span className={styles.menu} onClick={(event) => event.stopPropagation()}>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        open={open}
        onOpenChange={setOpen}
        menu={{ items: open ? actionItems(availableActions(context), context) : [] }}
      >
        <Button
          type="text"
          size="small"
          tabIndex={-1}
          aria-label={t('list.rowMenu', { name: titleOf(object, record) })}
          icon={<MoreHorizontal size={16} />}
        />
      </Dropdown>
    </span>
  );
}
