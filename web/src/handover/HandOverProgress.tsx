import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { Link } from 'react-router';
import { handOverKeys, isUnderWay, leftOf, readHandOver, stepHandOver } from '../api/handOver.ts';
import { peopleKeys } from '../api/people.ts';
import { formatDateTime, formatNumber } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { linkId, parseLink } from '../records/kinds/shared/reference.ts';
import { useNames } from '../records/kinds/shared/useNames.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { tellError } from '../ui/toast.ts';
import { AccountEnded } from './AccountEnded.tsx';
import { accessTold } from './accessTold.ts';
import styles from './HandOver.module.css';
import { LeftRecords } from './LeftRecords.tsx';

/** How far it is, what was left and why, and the way back; it goes on when the dialog is closed. */
export function HandOverProgress({ id, onClose }: { id: string; onClose(): void }) {
  const t = useText();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: handOverKeys.one(id),
    queryFn: ({ signal }) => readHandOver(id, signal),
    refetchInterval: (query) => (isUnderWay(query.state.data) ? 700 : false),
  });
  const leaver = parseLink(data?.former_owner);
  const names = useNames('user', leaver ? [linkId(leaver)] : []);
  const told = accessTold(data);
  const moving = isUnderWay(data);
  const status = String(data?.status ?? 'queued');
  const number = (field: string) => Number(data?.[field] ?? 0);
  const [done, total] =
    status === 'undoing' || status === 'undone' ? [number('undone'), number('done')] : [number('done'), number('total')];
  const step = async (what: 'cancel' | 'undo') => {
    try {
      await stepHandOver(id, what);
      await client.invalidateQueries({ queryKey: handOverKeys.one(id) });
    } catch (error) {
      tellError(reasonOf(error));
    }
  };
  const close = () => {
    void client.invalidateQueries({ queryKey: peopleKeys.people });
    onClose();
  };
  const undoable = !moving && status !== 'undone' && done > 0;
  return (
    <Modal
      open
      title={String(data?.title ?? t('handOver.running'))}
      width={560}
      mask={{ closable: false }}
      onCancel={close}
      footer={[
        moving && status !== 'undoing' && (
          <Button key="stop" onClick={() => void step('cancel')}>
            {t('bulk.stop')}
          </Button>
        ),
        undoable && (
          <Button key="undo" danger onClick={() => void step('undo')}>
            {t('handOver.undo')}
          </Button>
        ),
        <Button key="close" type="primary" onClick={close}>
          {t(moving ? 'export.background' : 'common.close')}
        </Button>,
      ]}
    >
      <div className={styles.form} aria-live="polite">
        <ProgressBar
          label={t('handOver.progress')}
          done={moving ? done : 1}
          total={moving ? total : 1}
          status={status === 'failed' ? 'exception' : moving ? 'active' : 'success'}
          strokeColor={status === 'failed' ? undefined : 'var(--brand)'}
        />
        <p>{t(`handOver.state.${stateOf(status)}`, { done: formatNumber(done), total: formatNumber(total) })}</p>
        {data && <AccountEnded handOver={data} />}
        {told && leaver && status !== 'undone' && (
          <Alert type="info" showIcon title={t(told, { name: names.get(linkId(leaver)) ?? '…' })} />
        )}
        {data && !moving && number('skipped') > 0 && (
          <Alert type="info" showIcon title={t('handOver.skipped', { count: formatNumber(number('skipped')) })} />
        )}
        {typeof data?.message === 'string' && data.message && <Alert type="error" showIcon title={data.message} />}
        {data && !moving && leftOf(data).length > 0 && (
          <LeftRecords
            left={leftOf(data)}
            title={
              number('kept_count') > 0
                ? t('handOver.kept', { count: formatNumber(number('kept_count')) })
                : t('handOver.left', { count: formatNumber(number('left_count')) })
            }
          />
        )}
        {undoable && typeof data?.undo_until === 'string' && (
          <p className={styles.hint}>{t('handOver.undoUntil', { until: formatDateTime(data.undo_until) })}</p>
        )}
        <Link to={`/o/hand_over/${id}`} onClick={close}>
          {t('handOver.open')}
        </Link>
      </div>
    </Modal>
  );
}

const states = ['queued', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone'] as const;

function stateOf(status: string): (typeof states)[number] {
  return states.find((state) => state === status) ?? 'running';
}
