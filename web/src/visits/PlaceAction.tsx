import { Button } from 'antd';
import { MapPin } from 'lucide-react';
import type { ObjectMeta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { openDialog } from '../app/dialogs.ts';
import { holds } from '../records/conditions.ts';
import { useHeaderActions } from '../records/record/useHeaderActions.ts';
import { usePageContext } from '../records/record/usePageContext.ts';
import styles from './CheckInDialog.module.css';
import { placeActionOf } from './placeAction.ts';

/** The check-in within reach of a thumb, on the page of what one visits; where the record has a next step, that is what is urged. */
export function PlaceAction({ object, record }: { object: ObjectMeta; record: RecordData }) {
  const context = usePageContext(object, record);
  const { primary } = useHeaderActions(context);
  const action = placeActionOf(object);
  if (!action || !holds(action.when, record, context.workspace, true)) return null;
  return (
    <div className={styles.action}>
      <Button
        type={primary ? 'default' : 'primary'}
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
