import { Suspense, useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useLocation, useParams, useSearchParams } from 'react-router';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { openDialog } from '../../app/dialogs.ts';
import { usePageTitle } from '../../app/usePageTitle.ts';
import { usePhone } from '../../app/usePhone.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/Empty.tsx';
import { lazyPart } from '../../ui/lazyPart.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { BulkBar } from './BulkBar.tsx';
import { EmptyList } from './EmptyList.tsx';
import { exportChosen } from './exportChosen.ts';
import { ListFailed } from './ListFailed.tsx';
import styles from './ListPage.module.css';
import { rememberList } from './lastList.ts';
import { type ListChange, nextSort, orderbyOf, readListState, writeListState } from './listState.ts';
import { RecordCards } from './RecordCards.tsx';
import { RecordTable } from './RecordTable.tsx';
import { useWithSavedViews } from './savedViews.ts';
import { Toolbar } from './Toolbar.tsx';
import { useGroups } from './useGroups.ts';
import { useRecordList, useResolve, useTotals } from './useRecordList.ts';

const Board = lazyPart(() => import('../board/Board.tsx').then((m) => m.Board));
const Calendar = lazyPart(() => import('../calendar/Calendar.tsx').then((m) => m.Calendar));
const Gallery = lazyPart(() => import('../gallery/Gallery.tsx').then((m) => m.Gallery));
const Split = lazyPart(() => import('../split/Split.tsx').then((m) => m.Split));
const nothing: ReadonlySet<string> = new Set();

/** The list of any object: its views, its filters, its rows. */
export function ListPage() {
  const { object: name } = useParams();
  const t = useText();
  const object = useDefinitions().find(name);
  if (!object)
    return (
      <Empty isPage tone="error" title={t('object.unknown')}>
        {t('object.unknownHint')}
      </Empty>
    );
  return <ObjectList key={object.name} object={object} />;
}

function ObjectList({ object: defined }: { object: ObjectMeta }) {
  const object = useWithSavedViews(defined);
  const definitions = useDefinitions();
  const phone = usePhone();
  const [params, setParams] = useSearchParams();
  const { state: from } = useLocation();
  const [selected, setSelected] = useState(nothing);
  const [everything, setEverything] = useState(false);
  const select = (ids: ReadonlySet<string>) => {
    setSelected(ids);
    setEverything(false);
  };
  usePageTitle(object.plural);

  useEffect(() => rememberList(object.name, params), [object.name, params]);

  const state = readListState(object, params);
  const change = (next: ListChange) => {
    setParams(writeListState(params, next), { replace: next.search !== undefined || next.open !== undefined, state: from });
    if (next.open === undefined) select(nothing);
  };
  const columnKey = state.columns.join(',');
  const columns = useMemo(
    () =>
      withName(
        object,
        columnKey.split(',').flatMap((c) => definitions.field(object, c) ?? []),
      ),
    [definitions, object, columnKey],
  );
  const board = state.kind === 'board' && state.groupBy !== undefined;
  const day = state.kind === 'calendar' ? object.fields.find((f) => f.name === state.dateField) : undefined;
  // Boards and calendars ask for their own records; here only how many there are is asked.
  const elsewhere = board || day !== undefined;
  const picture = state.kind === 'gallery' ? object.fields.find((f) => f.type === 'image') : undefined;
  const search = useDeferredValue(state.search);
  const orderby = orderbyOf(state.sort);
  const list = useRecordList(object, {
    filter: state.filter,
    orderby,
    search,
    fields: picture ? [...columns, picture] : columns,
    top: elsewhere ? 1 : 50,
  });
  const totals = useTotals(object, state.filter, columns, state.kind === 'table' && !phone && !state.search);
  const groupField = state.kind === 'table' && !phone ? object.fields.find((f) => f.name === state.groupBy) : undefined;
  const groups = useGroups(object, groupField, { filter: state.filter, orderby, search, fields: columns });
  const resolve = useResolve();
  const { rows, fetchNextPage, isFetchingNextPage } = list;
  const more = useCallback(() => void (isFetchingNextPage || fetchNextPage()), [fetchNextPage, isFetchingNextPage]);
  const shown = groupField ? groups.rows : rows;
  const chosen = shown.filter((row) => selected.has(row.id));
  const target = {
    records: chosen,
    matching: everything ? { filter: resolve(state.filter), search, count: list.total ?? chosen.length } : undefined,
  };
  const exported = exportChosen(object, target, { orderby, columns: state.columns });

  const wantsNew = params.get('new') === '1';
  useEffect(() => {
    if (!wantsNew) return;
    openDialog({ kind: 'create', object: object.name });
    setParams(
      (current) => {
        current.delete('new');
        return current;
      },
      { replace: true },
    );
  }, [wantsNew, object, setParams]);

  return (
    <div className={styles.page}>
      <Toolbar object={object} state={state} total={list.total} onChange={change} />
      {list.isError ? (
        <ListFailed error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Skeleton rows={12} />
      ) : rows.length === 0 && !elsewhere ? (
        <EmptyList object={object} state={state} onChange={change} />
      ) : board ? (
        <Suspense fallback={<Skeleton rows={8} />}>
          <Board
            object={object}
            groupBy={state.groupBy ?? ''}
            columns={columns}
            filter={state.filter}
            search={search}
            orderby={orderby}
          />
        </Suspense>
      ) : day ? (
        <Suspense fallback={<Skeleton rows={8} />}>
          <Calendar
            object={object}
            field={day}
            columns={columns}
            filter={state.filter}
            search={search}
            month={state.month}
            onMonth={(month) => change({ month })}
          />
        </Suspense>
      ) : state.kind === 'gallery' ? (
        <Suspense fallback={<Skeleton rows={8} />}>
          <Gallery object={object} columns={columns} rows={rows} hasMore={list.hasNextPage} onMore={more} />
        </Suspense>
      ) : state.kind === 'split' && !phone ? (
        <Suspense fallback={<Skeleton rows={8} />}>
          <Split
            object={object}
            columns={columns}
            rows={rows}
            open={state.open}
            hasMore={list.hasNextPage}
            onMore={more}
            onOpen={(open) => change({ open })}
          />
        </Suspense>
      ) : phone ? (
        <RecordCards object={object} columns={columns} rows={rows} hasMore={list.hasNextPage} onMore={more} />
      ) : (
        <RecordTable
          object={object}
          columns={columns}
          rows={groupField ? groups.rows : rows}
          lines={groupField ? groups.lines : undefined}
          onToggleGroup={groups.toggle}
          onMoreOf={groups.more}
          total={list.total}
          sort={state.sort}
          totals={totals}
          selected={selected}
          hasMore={list.hasNextPage && !groupField}
          onMore={more}
          onSort={(field, keepOthers) => change({ sort: nextSort(state.sort, field, keepOthers) })}
          onSelect={select}
        />
      )}
      {chosen.length > 0 && (
        <BulkBar
          object={object}
          {...target}
          total={list.total}
          onEverything={
            !everything && chosen.length === shown.length && (list.total ?? 0) > shown.length
              ? () => setEverything(true)
              : undefined
          }
          onExport={exported && (() => openDialog(exported))}
          onClear={() => select(nothing)}
        />
      )}
    </div>
  );
}

/** The record's name is always the first column: it is what one clicks. */
function withName(object: ObjectMeta, columns: FieldMeta[]): FieldMeta[] {
  const name = object.fields.find((f) => f.name === object.nameField);
  return name ? [name, ...columns.filter((f) => f.name !== name.name)] : columns;
}
