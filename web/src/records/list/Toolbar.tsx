import { Columns3, Filter, MoreHorizontal, Plus } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ObjectMeta } from '../../api/meta.ts';
import { BackToBench } from '../../app/BackToBench.tsx';
import { openDialog } from '../../app/dialogs.ts';
import { FavouriteButton } from '../../app/shelf/FavouriteButton.tsx';
import { useKey } from '../../app/useKey.ts';
import { usePhone } from '../../app/usePhone.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Count } from '../../ui/Count.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { lazyPart } from '../../ui/lazyPart.tsx';
import { WithMenu, WithPanel } from '../../ui/Opener.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { FilterChips } from '../filter/FilterChips.tsx';
import { fromOData } from '../filter/fromOData.ts';
import { countConditions } from '../filter/model.ts';
import { copyAddress } from './copyAddress.ts';
import { LayoutButton } from './LayoutButton.tsx';
import { type ListChange, type ListState, orderbyOf } from './listState.ts';
import { isSaved } from './savedViews.ts';
import styles from './Toolbar.module.css';
import { ViewTabs } from './ViewTabs.tsx';

const FilterBuilder = lazyPart(() => import('../filter/FilterBuilder.tsx').then((m) => m.FilterBuilder));
const ViewTools = lazyPart(() => import('./ViewTools.tsx').then((m) => m.ViewTools));
const ColumnChooser = lazyPart(() => import('./ColumnChooser.tsx').then((m) => m.ColumnChooser));

export interface ToolbarProps {
  object: ObjectMeta;
  state: ListState;
  total: number | undefined;
  onChange(change: ListChange): void;
}

/** Which view, which filter, how many; and the way to a new record. */
export function Toolbar({ object, state, total, onChange }: ToolbarProps) {
  const t = useText();
  const navigate = useNavigate();
  const phone = usePhone();
  const [filterOpen, setFilterOpen] = useState(false);
  const [columnsOpen, setColumnsOpen] = useState(false);
  const tree = fromOData(state.filter);
  const count = tree ? countConditions(tree) : state.filter ? 1 : 0;
  const create = () => openDialog({ kind: 'create', object: object.name });
  useKey('n', () => object.can.create && create());
  useKey('f', () => setFilterOpen(true));
  const more = [
    { key: 'link', label: t('views.copyLink'), onClick: copyAddress },
    ...(object.can.import ? [{ key: 'import', label: t('list.import'), onClick: () => navigate(`/import/${object.name}`) }] : []),
    ...(object.can.export
      ? [
          {
            key: 'export',
            label: t('list.export'),
            onClick: () =>
              openDialog({
                kind: 'export',
                object: object.name,
                filter: state.filter,
                orderby: orderbyOf(state.sort),
                search: state.search,
                columns: state.columns,
                count: total,
              }),
          },
        ]
      : []),
  ];
  return (
    <header className={styles.bar}>
      <div className={styles.titleRow}>
        <BackToBench />
        <span className={styles.icon}>
          <Icon name={object.icon} fallback={object.name} size={18} />
        </span>
        <h1>{object.plural}</h1>
        {total !== undefined && (
          <span className={styles.count} role="status">
            {formatNumber(total)}
          </span>
        )}
        {!phone && <FavouriteButton object={object.name} view={state.view.name} />}
        <span className={styles.spacer} />
        {more.length > 0 && (
          <WithMenu menu={{ items: more }} placement="bottomRight">
            <Button type="text" aria-label={t('common.more')} icon={<MoreHorizontal size={16} />} />
          </WithMenu>
        )}
        {object.can.create && (
          <Button type="primary" icon={<Plus size={16} />} onClick={create} title={t('list.newHint')}>
            {phone ? t('list.newShort') : t('list.new', { object: object.label })}
          </Button>
        )}
      </div>
      <div className={styles.viewRow}>
        <ViewTabs object={object} current={state.view.name} onChoose={(view) => onChange({ view })} />
        <span className={styles.spacer} />
        <SearchInput
          className={styles.search}
          label={t('list.searchIn', { plural: object.plural })}
          placeholder={phone ? t('list.searchShort') : t('list.searchIn', { plural: object.plural })}
          value={state.search}
          onChange={(search) => onChange({ search })}
        />
        <span className={styles.filter}>
          <WithPanel
            open={filterOpen}
            onOpenChange={setFilterOpen}
            placement="bottomRight"
            content={
              <Suspense fallback={<Skeleton rows={2} />}>
                <FilterBuilder
                  object={object}
                  filter={state.filter}
                  onChange={(filter) => onChange({ filter: filter === (state.view.filter ?? '') ? null : filter })}
                  onClose={() => setFilterOpen(false)}
                />
              </Suspense>
            }
          >
            <Button type={count ? 'default' : 'text'} icon={<Filter size={14} />} aria-label={t('filter.button')}>
              {phone ? null : t('filter.button')}
            </Button>
          </WithPanel>
          <Count value={count} tone="brand" />
        </span>
        <LayoutButton object={object} state={state} onChange={onChange} />
        {!phone && state.kind !== 'calendar' && (
          <WithPanel
            open={columnsOpen}
            onOpenChange={setColumnsOpen}
            placement="bottomRight"
            content={
              <Suspense fallback={<Skeleton rows={4} />}>
                <ColumnChooser object={object} columns={state.columns} onChange={(columns) => onChange({ columns })} />
              </Suspense>
            }
          >
            <Button type="text" icon={<Columns3 size={14} />}>
              {t('list.columns')}
            </Button>
          </WithPanel>
        )}
      </div>
      {(count > 0 || state.changed || isSaved(state.view)) && (
        <div className={styles.chips}>
          <FilterChips object={object} filter={state.filter} tree={tree} onChange={(filter) => onChange({ filter })} />
          <Suspense fallback={null}>
            <ViewTools object={object} state={state} onChange={onChange} />
          </Suspense>
        </div>
      )}
    </header>
  );
}
