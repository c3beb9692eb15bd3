import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { FieldMeta, ObjectMeta } from '../api/meta.ts';
import { leftOf, type PoolOfPerson, poolKeys } from '../api/pools.ts';
import { type RecordData, runAction } from '../api/records.ts';
import { openDialog } from '../app/dialogs.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { formatAgo, formatDate, formatNumber } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { FieldValue } from '../records/FieldValue.tsx';
import { useRecordList } from '../records/list/useRecordList.ts';
import { dropCached, refresh } from '../records/recordCache.ts';
import { isEmpty, titleOf } from '../records/values.ts';
import { Empty } from '../ui/Empty.tsx';
import page from '../ui/Page.module.css';
import { Skeleton } from '../ui/Skeleton.tsx';
import { tellDone, tellError } from '../ui/toast.ts';
import { claimableFilter, coolsUntil } from './coolsUntil.ts';
import styles from './Pools.module.css';
import { whyPooled } from './whyPooled.ts';

/** What tells records of a pool apart, as far as the pool shows it. */
const shown = ['level', 'industry', 'source', 'company', 'region', 'won_amount'];
const read = ['pool', 'pooled_at', 'pool_rule', 'pool_days', 'pool_reason', 'former_owner'];

interface PoolListProps {
  pool: PoolOfPerson;
  object: ObjectMeta;
  words: string;
  /** Only what the person may claim now. */
  claimable: boolean;
}

/** The records of a pool, the latest first, each with the way to take it. */
export function PoolList({ pool, object, words, claimable }: PoolListProps) {
  const t = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { definitions, user, company } = useWorkspace();
  const fieldsOf = (names: readonly string[]) =>
    names.map((name) => definitions.field(object, name)).filter((f): f is FieldMeta => f !== undefined);
  const facts = fieldsOf(shown.filter((name) => !pool.hidden.includes(name)));
  const list = useRecordList(object, {
    filter: [`pool eq ${pool.id}`, claimable && claimableFilter(pool, user.id, company.timezone)].filter(Boolean).join(' and '),
    orderby: 'pooled_at desc',
    search: words,
    fields: [...fieldsOf([object.nameField, ...read]), ...facts],
  });
  const after = () => {
    refresh(client, object.name);
    void client.invalidateQueries({ queryKey: poolKeys.mine });
  };
  const claim = useMutation({
    mutationFn: (record: RecordData) => runAction(object.name, record.id, 'claim'),
    onSuccess: (_, record) => {
      dropCached(client, object.name, new Set([record.id]));
      tellDone(t('pools.claimed', { name: titleOf(object, record) }), {
        label: t('pools.open'),
        run: () => navigate(`/o/${object.name}/${record.id}`),
      });
    },
    onError: (error) => tellError(reasonOf(error)),
    onSettled: after,
  });
  const assign = object.actions.find((a) => a.name === 'assign');
  const until = (record: RecordData) => coolsUntil(pool, record, user.id, company.timezone);
  const isFull = pool.capacity !== null && (pool.owned ?? 0) >= pool.capacity;
  const isOver = leftOf(pool.claims_per_day, pool.claimed) === 0;
  if (list.isPending) return <Skeleton rows={8} />;
  if (list.isError)
    return (
      <Empty
        tone="error"
        title={t('pools.failed')}
        action={<Button onClick={() => void list.refetch()}>{t('common.retry')}</Button>}
      >
        {reasonOf(list.error)}
      </Empty>
    );
  if (list.rows.length === 0)
    return words ? (
      <Empty title={t('pools.notFound', { words })} />
    ) : claimable ? (
      <Empty title={t('pools.noneClaimable')} />
    ) : (
      <Empty title={t('pools.empty')}>{t('pools.emptyHint')}</Empty>
    );
  // The same facts in the same places all the way down.
  const told = facts.filter((f) => list.rows.some((record) => !isEmpty(record[f.name]))).slice(0, 3);
  return (
    <>
      <p className={page.faint}>{t('pools.count', { count: formatNumber(list.total ?? list.rows.length) })}</p>
      <ul className={`${page.list} ${styles.records}`} aria-label={pool.name}>
        <li className={styles.heads} aria-hidden>
          <span>{definitions.field(object, object.nameField)?.label}</span>
          <div className={styles.facts}>
            {told.map((field) => (
              <span key={field.name}>{field.label}</span>
            ))}
          </div>
        </li>
        {list.rows.map((record) => (
          <li key={record.id}>
            <div className={styles.what}>
              <Link to={`/o/${object.name}/${record.id}`}>{titleOf(object, record)}</Link>
              <p className={page.faint}>
                {[
                  whyPooled(record),
                  typeof record.pooled_at === 'string' && t('pools.since', { when: formatAgo(record.pooled_at) }),
                  until(record) && t('pools.cools', { day: formatDate(until(record) ?? '') }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            <dl className={styles.facts}>
              {told.map((field) => (
                <div key={field.name}>
                  <dt>{field.label}</dt>
                  <dd>
                    <FieldValue field={field} value={record[field.name]} record={record} compact />
                  </dd>
                </div>
              ))}
            </dl>
            <div className={styles.buttons}>
              {pool.administers && assign && (
                <Button onClick={() => openDialog({ kind: 'action', object: object.name, records: [record], action: assign })}>
                  {t('pools.assign')}
                </Button>
              )}
              <Button
                color="primary"
                variant="text"
                disabled={isFull || isOver || until(record) !== undefined}
                title={isFull ? t('pools.full') : undefined}
                loading={claim.isPending && claim.variables.id === record.id}
                onClick={() => claim.mutate(record)}
              >
                {t('pools.claim')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button className={styles.more} loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('pools.more')}
        </Button>
      )}
    </>
  );
}
