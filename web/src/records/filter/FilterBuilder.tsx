import { Button, Input, Segmented } from 'antd';
import { FolderPlus, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ObjectMeta } from '../../api/meta.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { fieldAt } from '../recordQuery.ts';
import styles from './FilterBuilder.module.css';
import { FilterRow } from './FilterRow.tsx';
import { filterableFields } from './filterableFields.ts';
import { fromOData } from './fromOData.ts';
import { type Condition, type FilterNode, type Group, noFilter } from './model.ts';
import { toOData } from './toOData.ts';

interface FilterBuilderProps {
  object: ObjectMeta;
  filter: string;
  onChange(filter: string): void;
  onClose(): void;
}

/** Conditions joined by and/or, groups inside groups; what it cannot show as rows it shows as text. */
export function FilterBuilder({ object, filter, onChange, onClose }: FilterBuilderProps) {
  const t = useText();
  const definitions = useDefinitions();
  const [tree, setTree] = useState<Group | null>(() => withRow(fromOData(filter), object));
  const [raw, setRaw] = useState(filter);
  const text = tree ? toOData(tree, (path) => fieldAt(definitions, object, path)) : raw;
  const apply = () => {
    onChange(text);
    onClose();
  };
  return (
    <form
      aria-label={t('filter.button')}
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      {tree ? (
        <GroupRows object={object} group={tree} depth={0} onChange={setTree} />
      ) : (
        <label className={styles.raw}>
          {t('filter.rawHint')}
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} value={raw} onChange={(event) => setRaw(event.target.value)} />
        </label>
      )}
      <div className={styles.foot}>
        <Button
          type="text"
          onClick={() => {
            setTree(withRow(noFilter, object));
            onChange('');
          }}
        >
          {t('filter.clear')}
        </Button>
        <span className={styles.spacer} />
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="primary" htmlType="submit">
          {t('filter.apply')}
        </Button>
      </div>
    </form>
  );
}

/** An empty builder opens with one row to fill in, not with a button to press first. */
function withRow(tree: Group | null, object: ObjectMeta): Group | null {
  return tree && tree.items.length === 0 ? { ...tree, items: [newCondition(object)] } : tree;
}

function newCondition(object: ObjectMeta): Condition {
  const [first] = filterableFields(object);
  return { kind: 'condition', field: first?.field.name ?? object.nameField, operator: first?.kind.operators[0] ?? 'contains' };
}

function GroupRows({
  object,
  group,
  depth,
  onChange,
  onRemove,
}: {
  object: ObjectMeta;
  group: Group;
  depth: number;
  onChange(group: Group): void;
  onRemove?(): void;
}) {
  const t = useText();
  const replace = (index: number, node: FilterNode | null) =>
    onChange({
      ...group,
      items: node ? group.items.map((item, at) => (at === index ? node : item)) : group.items.filter((_, at) => at !== index),
    });
  return (
    <fieldset className={depth ? styles.group : styles.root}>
      <legend className="srOnly">{t('filter.group')}</legend>
      <div className={styles.join}>
        <span>{t('filter.match')}</span>
        <Segmented<'and' | 'or'>
          size="small"
          value={group.join}
          options={[
            { value: 'and', label: t('filter.all') },
            { value: 'or', label: t('filter.any') },
          ]}
          onChange={(join) => onChange({ ...group, join })}
        />
        <span>{t('filter.conditions')}</span>
        {onRemove && (
          <Button size="small" type="text" aria-label={t('filter.removeGroup')} icon={<Trash2 size={14} />} onClick={onRemove} />
        )}
      </div>
      {group.items.map((item, index) =>
        item.kind === 'group' ? (
          <GroupRows
            // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity of their own
            key={index}
            object={object}
            group={item}
            depth={depth + 1}
            onChange={(next) => replace(index, next)}
            onRemove={() => replace(index, null)}
          />
        ) : (
          <FilterRow
            // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity of their own
            key={index}
            object={object}
            condition={item}
            onChange={(next) => replace(index, next)}
            onRemove={() => replace(index, null)}
          />
        ),
      )}
      <div className={styles.add}>
        <Button
          size="small"
          type="text"
          icon={<Plus size={14} />}
          onClick={() => onChange({ ...group, items: [...group.items, newCondition(object)] })}
        >
          {t('filter.add')}
        </Button>
        {depth < 2 && (
          <Button
            size="small"
            type="text"
            icon={<FolderPlus size={14} />}
            onClick={() =>
              onChange({
                ...group,
                items: [
                  ...group.items,
                  { kind: 'group', join: group.join === 'and' ? 'or' : 'and', items: [newCondition(object)] },
                ],
              })
            }
          >
            {t('filter.addGroup')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
