import type { ObjectMeta } from '../api/meta.ts';
import { usePools } from '../api/pools.ts';
import type { RecordData } from '../api/records.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatAgo, formatDate } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { type Link, linkId, linkName } from '../records/kinds/shared/reference.ts';
import { Icon } from '../ui/Icon.tsx';
import { Coming } from '../ui/Settling.tsx';
import styles from './Pools.module.css';
import { whyPooled } from './whyPooled.ts';

/** What the page of a record says of sea pools: in which it lies and why, when it will fall, or that it never does. */
export function PoolNotice({ object, record }: { object: ObjectMeta; record: RecordData }) {
  const t = useText();
  if (record.pool) return <Lying object={object} record={record} />;
  const said = record.pool_locked
    ? t('pools.locked')
    : typeof record.recycle_on === 'string'
      ? t('pools.falls', { day: formatDate(record.recycle_on) })
      : null;
  if (!said) return null;
  return (
    <p className={record.pool_locked ? styles.note : styles.warning} role="status">
      <Icon name={record.pool_locked ? 'lock' : 'layers'} size={16} />
      <span>{said}</span>
    </p>
  );
}

function Lying({ object, record }: { object: ObjectMeta; record: RecordData }) {
  const t = useText();
  const definitions = useDefinitions();
  const link = record.pool as Link;
  const pools = usePools();
  const pool = pools.data?.find((p) => p.id === linkId(link));
  const hidden = (pool?.hidden ?? []).map((name) => definitions.field(object, name)?.label ?? name);
  const why = whyPooled(record);
  const said = [
    t('pools.lies', {
      pool: linkName(link, 'name') ?? pool?.name ?? '',
      when: typeof record.pooled_at === 'string' ? formatAgo(record.pooled_at) : '',
    }),
    why ? t('pools.why', { reason: why }) : '',
    hidden.length > 0 ? t('pools.hidden', { fields: hidden.join(t('common.comma')) }) : '',
  ];
  if (pools.isPending) return <Coming />;
  return (
    <p className={styles.warning} role="status">
      <Icon name="layers" size={16} />
      <span>{said.filter(Boolean).join(' · ')}</span>
    </p>
  );
}
