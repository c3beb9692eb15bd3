import { ChevronRight } from 'lucide-react';
import type { FieldMeta } from '../../api/meta.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { alignOf, kindOf } from '../kinds/registry.ts';
import styles from './RecordTable.module.css';
import type { Group } from './useGroups.ts';

interface GroupRowProps {
  group: Group;
  columns: readonly FieldMeta[];
  index: number;
  top: number;
  leftOf(index: number): number | undefined;
  onToggle(): void;
}

/** A group's head: what its records have in common, how many they are, what they add up to. */
export function GroupRow({ group, columns, index, top, leftOf, onToggle }: GroupRowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual sheet cannot be a table element
    <div role="row" tabIndex={-1} aria-rowindex={index + 2} className={styles.group} style={{ top }}>
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div role="rowheader" tabIndex={-1} className={styles.groupHead}>
        <button type="button" aria-expanded={group.isOpen} onClick={onToggle}>
          <ChevronRight size={14} aria-hidden="true" />
          {group.color ? <Badge color={group.color}>{group.label}</Badge> : <span className={styles.name}>{group.label}</span>}
          <span className={styles.groupCount}>{formatNumber(group.count)}</span>
        </button>
      </div>
      {columns.slice(1).map((field, at) => {
        const sum = group.sums.get(field.name);
        const { Display } = kindOf(field);
        const left = leftOf(at + 1);
        return (
          // biome-ignore lint/a11y/useSemanticElements: see above
          <span
            key={field.name}
            role="gridcell"
            tabIndex={-1}
            className={`${styles.total} ${left === undefined ? '' : styles.stickyTotal}`}
            style={{ left }}
            data-align={alignOf(field)}
          >
            {sum !== undefined && <Display value={sum} field={field} />}
          </span>
        );
      })}
    </div>
  );
}

/** The way to those records of a group that are not shown yet. */
export function MoreRow({ group, index, top, onMore }: { group: Group; index: number; top: number; onMore(): void }) {
  const t = useText();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual sheet cannot be a table element
    <div role="row" tabIndex={-1} aria-rowindex={index + 2} className={styles.moreOf} style={{ top }}>
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <span role="gridcell" tabIndex={-1}>
        <Button type="link" size="small" onClick={onMore}>
          {t('group.more', { count: formatNumber(group.missing) })}
        </Button>
      </span>
    </div>
  );
}
