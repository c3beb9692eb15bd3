import { Button, Modal } from 'antd';
import { useDefinitions } from '../../app/workspace.tsx';
import { formatNumber } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import styles from '../form/Form.module.css';
import { titleOf } from '../values.ts';
import { BulkProgress } from './BulkProgress.tsx';
import { type BulkTarget, countOf } from './bulk.ts';
import { useBulkWork } from './useBulkWork.ts';

interface BulkDeleteDialogProps extends BulkTarget {
  object: string;
  onDone?(): void;
  onClose(): void;
}

/** Says which records go to the recycle bin before they do, and brings them back for ten seconds after. */
export function BulkDeleteDialog({ object: name, records, matching, onDone, onClose }: BulkDeleteDialogProps) {
  const t = useText();
  const object = useDefinitions().find(name);
  const target = { records, matching };
  const { stage, run, isBusy, stop } = useBulkWork(object, target, () => {
    onDone?.();
    onClose();
  });
  if (!object) return null;
  const count = countOf(target);
  const shown = records.slice(0, 50);
  const remove = () =>
    run({
      select: ['id', object.nameField],
      toRequest: (record) => ({ method: 'DELETE', url: `/${object.name}/${record.id}` }),
      toUndo: (record) => ({ method: 'POST', url: `/${object.name}/${record.id}/restore`, body: {} }),
      message: (gone) => t('bulk.deleted', { count: gone }),
    });
  const close = (
    <Button key="close" onClick={isBusy ? stop : onClose}>
      {t(isBusy ? 'bulk.stop' : stage.at === 'over' ? 'common.close' : 'common.cancel')}
    </Button>
  );
  return (
    <Modal
      open
      title={t('bulk.deleteTitle', { count: formatNumber(count), plural: object.plural })}
      width={480}
      mask={{ closable: false }}
      onCancel={isBusy ? stop : onClose}
      footer={
        stage.at === 'over'
          ? [close]
          : [
              close,
              <Button key="delete" type="primary" danger loading={isBusy} onClick={() => void remove()}>
                {t('bulk.delete', { count: formatNumber(count) })}
              </Button>,
            ]
      }
    >
      {stage.at === 'asking' && (
        <>
          <p>{t('bulk.deleteText')}</p>
          <ul className={styles.preview}>
            {shown.map((record) => (
              <li key={record.id}>{titleOf(object, record)}</li>
            ))}
            {count > shown.length && <li>{t('bulk.andMore', { count: formatNumber(count - shown.length) })}</li>}
          </ul>
        </>
      )}
      <BulkProgress object={object} stage={stage} count={count} />
    </Modal>
  );
}
