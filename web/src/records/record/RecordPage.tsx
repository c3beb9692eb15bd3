import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { Link, useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { ApiError } from '../../api/http.ts';
import type { ObjectMeta } from '../../api/meta.ts';
import { readRecord } from '../../api/records.ts';
import { BackToBench } from '../../app/BackToBench.tsx';
import { visit } from '../../app/shelf/recents.ts';
import { usePageTitle } from '../../app/usePageTitle.ts';
import { usePhone } from '../../app/usePhone.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { learnAdmin } from '../../i18n/admin.ts';
import { formatDay, todayIn } from '../../i18n/format.ts';
import { learnLeadForms } from '../../i18n/leadforms.ts';
import { learnPools } from '../../i18n/pools.ts';
import { reasonOf, useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Coming, Settling, useSettled } from '../../ui/Settling.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { PlaceAction } from '../../visits/PlaceAction.tsx';
import { FilesTab } from '../attachments/FilesTab.tsx';
import { stateOf } from '../conditions.ts';
import { recordKeys } from '../recordCache.ts';
import { expandFor } from '../recordQuery.ts';
import { isOfType } from '../recordTypes.ts';
import { titleOf } from '../values.ts';
import { Details } from './Details.tsx';
import { InlineField } from './InlineField.tsx';
import { type OwnTab, ownTabs } from './ownTabs.tsx';
import { pathField } from './pathField.ts';
import { RecordHeader } from './RecordHeader.tsx';
import styles from './RecordPage.module.css';
import { RelatedList } from './RelatedList.tsx';
import { StagePath } from './StagePath.tsx';
import { StepChecklist } from './StepChecklist.tsx';
import { Timeline } from './Timeline.tsx';
import { tablesAsTabs } from './tablesAsTabs.ts';
import { useReach } from './useReach.ts';
import { WhomToAsk } from './WhomToAsk.tsx';

const RelationGraph = lazy(() => import('../graph/RelationGraph.tsx').then((module) => ({ default: module.RelationGraph })));

/** What the page says of sea pools, with the sentences for it; most records have none. */
const PoolNotice = lazy(async () => {
  const [{ PoolNotice: Notice }] = await Promise.all([import('../../pools/PoolNotice.tsx'), learnPools()]);
  return { default: Notice };
});

/** What an undone hand-over left behind, with the sentences for it. */
const AccountEnded = lazy(async () => {
  const [{ AccountEnded: Ended }] = await Promise.all([import('../../handover/AccountEnded.tsx'), learnAdmin()]);
  return { default: Ended };
});

/** Why a lead scores what it scores, with the sentences for it. */
const ScoreReasons = lazy(async () => {
  const [{ ScoreReasons: Reasons }] = await Promise.all([import('../../leadforms/ScoreReasons.tsx'), learnLeadForms()]);
  return { default: Reasons };
});

/** One record: its figures, its way, its story; its fields beside, edited where they are read. */
export function RecordPage() {
  const { object: name, id = '' } = useParams();
  const t = useText();
  const object = useDefinitions().find(name);
  if (!object)
    return (
      <Empty isPage tone="error" title={t('object.unknown')}>
        {t('object.unknownHint')}
      </Empty>
    );
  return <LoadedRecord key={`${object.name}/${id}`} object={object} id={id} />;
}

/** A record by its id; beside a list without its own side, its fields as the first tab. */
export function LoadedRecord({ object: kind, id, beside }: { object: ObjectMeta; id: string; beside?: boolean }) {
  const t = useText();
  const onPhone = usePhone();
  const phone = onPhone || beside === true;
  const navigate = useNavigate();
  const definitions = useDefinitions();
  const [params, setParams] = useSearchParams();
  const { state: from } = useLocation();
  const [isSettled, settle] = useSettled();
  const expand = useMemo(() => expandFor(definitions, kind.fields), [definitions, kind]);
  const query = useQuery({
    queryKey: recordKeys.one(kind.name, id),
    queryFn: ({ signal }) => readRecord(kind.name, id, { expand }, signal),
    staleTime: 10_000,
  });
  // Who lost the right to see a record that was open sees it no longer, whatever the cache remembers.
  const isLost = query.error instanceof ApiError && (query.error.status === 404 || query.error.status === 403);
  const record = isLost ? undefined : query.data;
  const object = useReach(kind, id, record !== undefined);
  usePageTitle(record && !beside ? titleOf(object, record) : undefined);
  const workspace = useWorkspace();
  const { user, company } = workspace;
  const isThere = record !== undefined;
  useEffect(() => {
    if (isThere) visit(user.id, { object: object.name, id });
  }, [isThere, user.id, object.name, id]);
  if (query.isPending) return <Skeleton rows={10} />;
  if (!record) {
    return (
      <Empty
        isPage
        tone="error"
        title={t(isLost ? 'record.missing' : 'record.failed')}
        action={<Button onClick={() => navigate(`/o/${object.name}`)}>{t('record.backTo', { plural: object.plural })}</Button>}
      >
        {isLost ? (
          <>
            {t('record.missingHint')}
            <br />
            <WhomToAsk />
          </>
        ) : (
          reasonOf(query.error)
        )}
      </Empty>
    );
  }
  const path = pathField(object, definitions);
  const ticks = object.fields.find((f) => f.holds === 'ticks' && f.object === path?.object);
  const story = new Set(['activity', 'comment']);
  const related = object.layout.related.filter((r) => definitions.find(r.object) && isOfType(r, record));
  const lists = related.filter((r) => !story.has(r.object));
  const details = <Details object={object} record={record} isNarrow={!phone} />;
  const own = (tab: OwnTab) => ({
    key: tab.key,
    label: tab.label(object, definitions),
    children: (
      <Suspense fallback={<Skeleton rows={6} />}>
        <tab.Content object={object} record={record} />
      </Suspense>
    ),
  });
  const tables = phone ? [] : tablesAsTabs(object, definitions, record).filter((f) => stateOf(f, record, workspace).visible);
  const tabs = [
    ...(phone ? [{ key: 'details', label: t('record.details'), children: details }] : []),
    ...ownTabs(object)
      .filter((tab) => !tab.isBehind)
      .map(own),
    {
      key: 'story',
      label: t('record.story'),
      children: <Timeline object={object} record={record} related={related} />,
    },
    ...tables.map((field) => ({
      key: field.name,
      label: field.label,
      children: <InlineField object={object} record={record} field={field} />,
    })),
    ...lists.map((r) => ({
      key: `${r.object}.${r.field}`,
      label: r.label,
      children: <RelatedList parent={object} record={record} related={r} />,
    })),
    ...ownTabs(object)
      .filter((tab) => tab.isBehind)
      .map(own),
    {
      key: 'graph',
      label: t('graph.title'),
      children: (
        <Suspense fallback={<Skeleton rows={6} />}>
          <RelationGraph object={object} record={record} related={related} />
        </Suspense>
      ),
    },
    { key: 'files', label: t('record.files'), children: <FilesTab object={object} record={record} /> },
  ];
  const tab = tabs.some((item) => item.key === params.get('tab'))
    ? (params.get('tab') ?? '')
    : (tabs[onPhone ? 1 : 0]?.key ?? 'story');
  return (
    <div className={styles.page} data-narrow={phone || undefined} data-coming={!isSettled || undefined}>
      <p className={styles.paperHead} aria-hidden="true">
        <strong>{company.name}</strong>
        <span>{t('record.printed', { date: formatDay(todayIn(company.timezone)), name: user.name })}</span>
      </p>
      <nav className={styles.crumbs} aria-label={t('record.crumbs')}>
        <BackToBench />
        <Link to={`/o/${object.name}`}>{object.plural}</Link>
        <span aria-hidden="true">/</span>
        <span>{titleOf(object, record)}</span>
      </nav>
      <RecordHeader object={object} record={record} />
      <Settling onSettled={settle}>
        {Boolean(record.pool || record.recycle_on || record.pool_locked) && (
          <Suspense fallback={<Coming />}>
            <PoolNotice object={object} record={record} />
          </Suspense>
        )}
        {object.name === 'hand_over' && (
          <Suspense fallback={<Coming />}>
            <AccountEnded handOver={record} isPage />
          </Suspense>
        )}
        {typeof record.score === 'number' && definitions.field(object, 'fit_score') && (
          <Suspense fallback={<Coming />}>
            <ScoreReasons record={record} />
          </Suspense>
        )}
        {path && <StagePath object={object} record={record} field={path} />}
        {path && ticks && <StepChecklist object={object} record={record} path={path} field={ticks} />}
      </Settling>
      <div className={styles.columns}>
        <div className={styles.main}>
          <Tabs
            label={t('tabs.label')}
            activeKey={tab}
            items={tabs}
            onChange={(next) => {
              params.set('tab', next);
              setParams(params, { replace: true, state: from });
            }}
          />
        </div>
        {!phone && (
          <aside className={styles.side} aria-label={t('record.details')}>
            {details}
          </aside>
        )}
      </div>
      {onPhone && <PlaceAction object={object} record={record} />}
    </div>
  );
}
