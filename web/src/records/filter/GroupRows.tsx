import { Button, Segmented } from 'antd';
import { FolderPlus, Plus, Trash2 } from 'lucide-react';
import type { ObjectMeta } from '../../api/meta.ts';
import { useText } from '../../i18n/text.ts';
import styles from './FilterBuilder.module.css';
import { FilterRow } from './FilterRow.tsx';
import { filterableFields } from './filterableFields.ts';
import type { Condition, FilterNode, Group } from './model.ts';

/** An empty builder opens with one row to fill in, not with a button to press first. */
export function withRow(tree: Group | null, object: ObjectMeta): Group | null {
  return tree && tree.items.length === 0 ? { ...tree, items: [newCondition(object)] } : tree;
}

function newCondition(object: ObjectMeta): Condition {
  const fields = filterableFields(object);
  const first = fields.find(({ field }) => !field.system) ?? fields[0];
  return { kind: 'condition', field: first?.field.name ?? object.nameField, operator: first?.kind.operators[0] ?? 'contains' };
}

interface GroupRowsProps {
  object: ObjectMeta;
  group: Group;
  depth: number;
  /** In a rule, which is read whenever somebody saves: fields across lookups, the reader's team, days as seen from that day. */
  forRules?: boolean;
  onChange(group: Group): void;
  onRemove?(): void;
}

/** Conditions joined by and/or, with groups among them. */
export function GroupRows({ object, group, depth, forRules, onChange, onRemove }: GroupRowsProps) {
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
            forRules={forRules}
            onChange={(next) => replace(index, next)}
            onRemove={() => replace(index, null)}
          />
        ) : (
          <FilterRow
            // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity of their own
            key={index}
            object={object}
            condition={item}
            forRules={forRules}
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
