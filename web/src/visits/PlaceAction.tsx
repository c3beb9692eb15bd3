import { Button } from 'antd';
import { MapPin } from 'lucide-react';
import type { ObjectMeta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { openDialog } from '../app/dialogs.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { holds } from '../records/conditions.ts';
import styles from './CheckInDialog.module.css';
import { placeActionOf } from './placeAction.ts';

/** The check-in within reach of a thumb, on the page of what one visits. */
export function PlaceAction({ object, record }: { object: ObjectMeta; record: RecordData }) {
  const workspace = useWorkspace();
  const action = placeActionOf(object);
  if (!action || !holds(action.when, record, workspace, true)) return null;
  return (
    <div className={styles.action}>
      <Button
        type="primary"
        size="large"
        block
        icon={<MapPin size={18} />}
        onClick={() => openDialog({ kind: 'action', object: object.name, records: [record], action })}
      >
        {action.label}
      </Button>
    </div>
  );
}
