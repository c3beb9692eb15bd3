import { Badge, Button, Dropdown, Input, Popover } from 'antd';
import { Columns3, Filter, MoreHorizontal, Plus, Search } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ObjectMeta } from '../../api/meta.ts';
import { openDialog } from '../../app/dialogs.ts';
import { FavouriteButton } from '../../app/shelf/FavouriteButton.tsx';
import { useKey } from '../../app/useKey.ts';
import { usePhone } from '../../app/usePhone.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { Icon } from '../../ui/Icon.tsx';
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

const FilterBuilder = lazy(() => import('../filter/FilterBuilder.tsx').then((module) => ({ default: module.FilterBuilder })));
const ViewTools = lazy(() => import('./ViewTools.tsx').then((module) => ({ default: module.ViewTools })));
const ColumnChooser = lazy(() => import('./ColumnChooser.tsx').then((module) => ({ default: module.ColumnChooser })));

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
          <Dropdown trigger={['click']} menu={{ items: more }} placement="bottomRight">
            <Button type="text" aria-label={t('common.more')} icon={<MoreHorizontal size={16} />} />
          </Dropdown>
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
        <Input
          className={styles.search}
          aria-label={t('list.searchIn', { plural: object.plural })}
          placeholder={phone ? t('list.searchShort') : t('list.searchIn', { plural: object.plural })}
          prefix={<Search size={14} />}
          variant="filled"
          allowClear
          value={state.search}
          onChange={(event) => onChange({ search: event.target.value })}
        />
        <Popover
          open={filterOpen}
          onOpenChange={setFilterOpen}
          trigger="click"
          placement="bottomRight"
          arrow={false}
          destroyOnHidden
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
          <Badge count={count} size="small" color="var(--brand)">
            <Button type={count ? 'default' : 'text'} icon={<Filter size={14} />} aria-label={t('filter.button')}>
              {phone ? null : t('filter.button')}
            </Button>
          </Badge>
        </Popover>
        <LayoutButton object={object} state={state} onChange={onChange} />
        {!phone && state.kind !== 'calendar' && (
          <Popover
            open={columnsOpen}
            onOpenChange={setColumnsOpen}
            trigger="click"
            placement="bottomRight"
            arrow={false}
            destroyOnHidden
            content={
              <Suspense fallback={<Skeleton rows={4} />}>
                <ColumnChooser object={object} columns={state.columns} onChange={(columns) => onChange({ columns })} />
              </Suspense>
            }
          >
            <Button type="text" icon={<Columns3 size={14} />}>
              {t('list.columns')}
            </Button>
          </Popover>
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
