import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { Copy, Search } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import { duplicateKeys, lastScan, listGroups, readMembers, scannable, startScan } from '../api/duplicates.ts';
import { usePageTitle } from '../app/usePageTitle.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatAgo, formatNumber } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { expandFor } from '../records/recordQuery.ts';
import { Empty } from '../ui/Empty.tsx';
import page from '../ui/Page.module.css';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './Duplicates.module.css';
import { Members, mostTold } from './Members.tsx';
import { Nothing } from './Nothing.tsx';
import { tellingFields } from './telling.ts';

/** Records that are probably the same, group by group, and the search that finds them. */
export function DuplicatesPage() {
  const t = useText();
  const client = useQueryClient();
  const definitions = useDefinitions();
  const [params, setParams] = useSearchParams();
  usePageTitle(t('duplicates.title'));
  const mayScan = definitions.find('duplicate_scan')?.can.create ?? false;
  const maySee = definitions.find('duplicate_group') !== undefined;
  const objects = scannable.flatMap((name) => definitions.find(name) ?? []);
  const object = params.get('object') ?? objects[0]?.name ?? null;
  const meta = definitions.find(object ?? undefined);
  const merges = definitions.find('merge_record');
  const scan = useQuery({
    queryKey: duplicateKeys.scan(object),
    queryFn: ({ signal }) => lastScan(object ?? '', signal),
    enabled: maySee && object !== null,
    refetchInterval: ({ state }) => (state.data?.status === 'queued' || state.data?.status === 'running' ? 1500 : false),
  });
  const moving = scan.data?.status === 'queued' || scan.data?.status === 'running';
  const groups = useQuery({
    queryKey: [...duplicateKeys.groups(object), moving],
    queryFn: ({ signal }) => listGroups(object, signal),
    enabled: maySee,
    placeholderData: (previous) => previous,
  });
  const told = (groups.data?.groups ?? []).filter((g) => g.object === object).flatMap((g) => g.records.slice(0, mostTold));
  const members = useQuery({
    queryKey: duplicateKeys.members(object ?? '', told),
    queryFn: ({ signal }) => {
      const fields = meta ? tellingFields(meta) : [];
      const query = {
        select: ['id', meta?.nameField ?? 'id', ...fields.map((f) => f.name)],
        expand: expandFor(definitions, fields) || undefined,
      };
      return readMembers(object ?? '', told, query, signal);
    },
    enabled: meta !== undefined && told.length > 0,
    placeholderData: (previous) => previous,
  });
  const start = useMutation({
    mutationFn: () => startScan(object ?? ''),
    onSettled: () => client.invalidateQueries({ queryKey: duplicateKeys.scan(object) }),
  });
  const button = mayScan && (
    <Button
      type="primary"
      icon={<Search size={16} />}
      loading={start.isPending}
      disabled={!object || moving}
      onClick={() => start.mutate()}
    >
      {t('duplicates.start')}
    </Button>
  );
  const isEmpty = !moving && groups.data?.groups.length === 0;
  if (!maySee) return <Empty title={t('duplicates.forbidden')}>{t('duplicates.forbiddenHint')}</Empty>;
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{t('duplicates.title')}</h1>
        <div className={page.tools}>
          {merges && <Link to={`/o/${merges.name}`}>{merges.plural}</Link>}
          <Select
            aria-label={t('duplicates.object')}
            value={object}
            style={{ minWidth: 120 }}
            options={objects.map((o) => ({ value: o.name, label: o.plural }))}
            onChange={(next) => setParams({ object: next }, { replace: true })}
          />
          {/* Where nothing is found yet, it stands in the middle of the page. */}
          {!isEmpty && button}
        </div>
      </header>
      {moving && (
        <ProgressBar label={t('duplicates.running')} done={scan.data?.done ?? 0} total={scan.data?.total ?? 0} size="small" />
      )}
      {start.isError && <p role="alert">{reasonOf(start.error)}</p>}
      {scan.data?.finished_at && groups.data && groups.data.groups.length > 0 && (
        <p className={page.faint}>{t('duplicates.last', { when: formatAgo(scan.data.finished_at) })}</p>
      )}
      {groups.isPending ? (
        <Skeleton rows={6} />
      ) : groups.isError ? (
        <Empty
          tone="error"
          title={reasonOf(groups.error)}
          action={<Button onClick={() => void groups.refetch()}>{t('common.retry')}</Button>}
        />
      ) : groups.data.groups.length === 0 ? (
        <Nothing scan={scan.data} moving={moving} plural={meta?.plural ?? ''} button={button} />
      ) : (
        <>
          <p className={page.faint}>{t('duplicates.found', { count: formatNumber(groups.data.all) })}</p>
          <ul className={page.list}>
            {groups.data.groups.map((group) => (
              <li key={group.id}>
                <Link className={styles.group} to={`/duplicates/${group.id}`}>
                  <Copy size={18} aria-hidden="true" />
                  <span>
                    <strong>{group.title}</strong>
                    <small>{group.reason}</small>
                    {meta && members.data && <Members object={meta} group={group} records={members.data} />}
                  </span>
                  <span>{t('duplicates.count', { count: formatNumber(group.count) })}</span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
