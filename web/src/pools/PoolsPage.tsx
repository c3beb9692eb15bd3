import { Button, Segmented, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { leftOf, type PoolOfPerson, usePools } from '../api/pools.ts';
import { usePageTitle } from '../app/usePageTitle.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatNumber } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { Empty } from '../ui/Empty.tsx';
import page from '../ui/Page.module.css';
import { SearchInput } from '../ui/SearchInput.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { PoolList } from './PoolList.tsx';
import styles from './Pools.module.css';

/** 公海: what nobody owns and one may take, and how much of it today. */
export function PoolsPage() {
  const t = useText();
  const definitions = useDefinitions();
  const [params, setParams] = useSearchParams();
  const [words, setWords] = useState('');
  const search = useDeferredValue(words);
  usePageTitle(t('pools.title'));
  const pools = usePools();
  const pool = pools.data?.find((p) => p.id === params.get('pool')) ?? pools.data?.[0];
  const object = pool && definitions.find(pool.object);
  // Who comes to take one sees those first that they may take; who administers the pool sees all.
  const show = params.get('show') ?? (pool?.cooldown_days === null || pool?.administers ? 'all' : 'claimable');
  const claimable = show === 'claimable';
  const setUp = definitions.find('sea_pool')?.can;
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{t('pools.title')}</h1>
        <div className={`${page.tools} ${styles.tools}`}>
          {pool && (pools.data?.length ?? 0) > 1 && (
            <Select
              aria-label={t('pools.choose')}
              value={pool.id}
              className={styles.choice}
              options={pools.data?.map((p) => ({ value: p.id, label: `${p.name} · ${formatNumber(p.lying)}` }))}
              onChange={(next) => setParams({ pool: next, ...(params.has('show') ? { show } : {}) }, { replace: true })}
            />
          )}
          {pool && pool.cooldown_days !== null && (
            <Segmented
              aria-label={t('pools.shown')}
              value={claimable}
              options={[
                { value: false, label: t('pools.all') },
                { value: true, label: t('pools.claimable') },
              ]}
              onChange={(next) => setParams({ pool: pool.id, show: next ? 'claimable' : 'all' }, { replace: true })}
            />
          )}
          {pool && (
            <SearchInput
              className={styles.search}
              label={t('pools.search')}
              placeholder={t('pools.search')}
              value={words}
              onChange={setWords}
            />
          )}
          {(setUp?.create || setUp?.edit) && (
            <Link to="/o/sea_pool">
              <Button>{t('pools.setUp')}</Button>
            </Link>
          )}
        </div>
      </header>
      {pools.isPending ? (
        <Skeleton rows={8} />
      ) : pools.isError ? (
        <Empty
          tone="error"
          title={t('pools.failed')}
          action={<Button onClick={() => void pools.refetch()}>{t('common.retry')}</Button>}
        >
          {reasonOf(pools.error)}
        </Empty>
      ) : !pool || !object ? (
        <Empty title={t('pools.none')}>{t('pools.noneHint')}</Empty>
      ) : (
        <>
          <Limits pool={pool} labels={pool.hidden.map((name) => definitions.field(object, name)?.label ?? name)} />
          <PoolList pool={pool} object={object} words={search.trim()} claimable={claimable} />
        </>
      )}
    </div>
  );
}

/** What one may still do today, in one line. */
function Limits({ pool, labels }: { pool: PoolOfPerson; labels: readonly string[] }) {
  const t = useText();
  const claims = leftOf(pool.claims_per_day, pool.claimed);
  const views = leftOf(pool.views_per_day, pool.opened);
  const said = [
    pool.administers && claims !== undefined && t('pools.administers'),
    claims === undefined
      ? t(pool.administers ? 'pools.administersFreely' : 'pools.noLimit')
      : t('pools.claimsLeft', { left: formatNumber(claims) }),
    views !== undefined && t('pools.viewsLeft', { left: formatNumber(views) }),
    pool.capacity !== null &&
      t('pools.capacity', { owned: formatNumber(pool.owned ?? 0), capacity: formatNumber(pool.capacity) }),
    labels.length > 0 && t('pools.hidden', { fields: labels.join(t('common.comma')) }),
  ].filter((s): s is string => typeof s === 'string');
  return (
    <div className={styles.limits}>
      {pool.description && <p>{pool.description}</p>}
      <ul>
        {said.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
