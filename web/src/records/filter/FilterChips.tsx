import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { formatMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { kindOf } from '../kinds/registry.ts';
import { useNames } from '../kinds/shared/useNames.ts';
import { useResolve } from '../list/useRecordList.ts';
import { fieldAt, targetOf } from '../recordQuery.ts';
import styles from './FilterChips.module.css';
import { asFilterable } from './filterableFields.ts';
import { type Condition, type FilterNode, type Group, hasNoValue, type Period } from './model.ts';
import { saidOperator } from './saidOperator.ts';
import { toOData } from './toOData.ts';

interface FilterChipsProps {
  object: ObjectMeta;
  filter: string;
  tree: Group | null;
  onChange(filter: string): void;
}

/** The filter in words, each condition with its own way out. */
export function FilterChips({ object, filter, tree, onChange }: FilterChipsProps) {
  const t = useText();
  const definitions = useDefinitions();
  if (!filter) return null;
  if (!tree) return <Chip onRemove={() => onChange('')}>{t('filter.advanced', { text: filter })}</Chip>;
  const without = (index: number) =>
    onChange(
      toOData({ ...tree, items: tree.items.filter((_, at) => at !== index) }, (path) => fieldAt(definitions, object, path)),
    );
  return tree.items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity of their own
    <span key={index} className={styles.item}>
      {index > 0 && <span className={styles.join}>{t(tree.join === 'and' ? 'filter.and' : 'filter.or')}</span>}
      <Chip onRemove={() => without(index)}>
        <NodeText object={object} node={item} />
      </Chip>
    </span>
  ));
}

function Chip({ children, onRemove }: { children: ReactNode; onRemove(): void }) {
  const t = useText();
  return (
    <span className={styles.chip}>
      <span className={styles.text}>{children}</span>
      <button type="button" aria-label={t('filter.remove')} onClick={onRemove}>
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  );
}

/** A condition, or several of them, in words. */
export function NodeText({ object, node }: { object: ObjectMeta; node: FilterNode }) {
  const t = useText();
  const definitions = useDefinitions();
  if (node.kind === 'group') {
    return node.items.map((item, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <span key={index}>
        {index > 0 && ` ${t(node.join === 'and' ? 'filter.and' : 'filter.or')} `}
        <NodeText object={object} node={item} />
      </span>
    ));
  }
  return <ConditionText field={fieldAt(definitions, object, node.field)} condition={node} />;
}

/** A condition as one says it: “Owner is me”. */
function ConditionText({ field, condition }: { field: FieldMeta | undefined; condition: Condition }) {
  const t = useText();
  const value = useValueText(field, condition);
  const operator = t(saidOperator(field, condition.operator));
  return (
    <>
      <b>{field?.label ?? condition.field}</b>
      {hasNoValue(condition.operator) ? t('filter.saidAlone', { operator }) : t('filter.said', { operator, value })}
    </>
  );
}

function useValueText(field: FieldMeta | undefined, condition: Condition): string {
  const t = useText();
  const values = (Array.isArray(condition.value) ? condition.value : [condition.value]).filter(
    (v) => v !== undefined && v !== null,
  );
  const target = field && targetOf(field);
  const resolve = useResolve();
  const names = useNames(target, target ? values.map(String).filter((v) => !v.startsWith('@')) : []);
  if (condition.operator === 'within') return t(`period.${condition.value as Period}`);
  const shown = values.map((value) => {
    if (value === '@me') return t('filter.saidMe');
    if (!field || target) return names.get(String(value)) ?? String(value);
    const seen = asFilterable(field).field;
    if (value === '@day') return t('period.today');
    const parsed = kindOf(seen).parse(typeof value === 'string' ? resolve(value) : value, seen);
    if (parsed === null) return String(value);
    return seen.type === 'datetime' ? formatMoment(String(parsed)) : kindOf(seen).text(parsed, seen);
  });
  return shown.join(condition.operator === 'between' ? ' – ' : t('common.comma'));
}
