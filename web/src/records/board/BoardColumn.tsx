import { CollisionPriority } from '@dnd-kit/abstract';
import { useDroppable } from '@dnd-kit/react';
import { Button } from 'antd';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { formatMoneyShort, formatNumber } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { colorOf } from '../../theme/tokens.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { both, literal } from '../filter/toOData.ts';
import { useRecordList } from '../list/useRecordList.ts';
import type { Step } from '../useSteps.ts';
import styles from './Board.module.css';
import type { ColumnSum } from './Board.tsx';
import { BoardCard } from './BoardCard.tsx';
import { columnUnder } from './columnUnder.ts';

interface BoardColumnProps {
  object: ObjectMeta;
  field: FieldMeta;
  step: Step;
  steps: readonly Step[];
  columns: readonly FieldMeta[];
  money: FieldMeta | undefined;
  sum: ColumnSum | undefined;
  filter: string;
  search: string;
  orderby: string;
  onMove(record: RecordData, step: Step): void;
}

/** One step: how many, how much, how much of it to expect; its cards below. */
export function BoardColumn({
  object,
  field,
  step,
  steps,
  columns,
  money,
  sum,
  filter,
  search,
  orderby,
  onMove,
}: BoardColumnProps) {
  const t = useText();
  const { company } = useWorkspace();
  const { ref, isDropTarget } = useDroppable({
    id: step.id,
    collisionPriority: CollisionPriority.Low,
    collisionDetector: columnUnder,
  });
  const list = useRecordList(object, {
    filter: both(filter, `${field.name} eq ${literal(step.id, field.type)}`),
    orderby,
    search,
    fields: columns,
    top: 25,
  });
  const count = search ? list.total : (sum?.count ?? 0);
  const weighted =
    sum && step.probability !== undefined && step.type === 'open' ? (sum.amount * step.probability) / 100 : undefined;
  return (
    <section
      ref={ref}
      className={styles.column}
      data-column={step.id}
      data-over={isDropTarget || undefined}
      aria-label={step.label}
      style={{ '--tone': colorOf(step.color, 'teal') }}
    >
      <header className={styles.head}>
        <h2>{step.label}</h2>
        <span className={styles.count}>{formatNumber(count ?? 0)}</span>
        {money && sum && sum.amount > 0 && (
          <p className={styles.sums}>
            <strong>{formatMoneyShort(sum.amount, company.currency)}</strong>
            {weighted !== undefined && (
              <span title={t('board.weightedHint', { probability: step.probability ?? 0 })}>
                {t('board.weighted', { amount: formatMoneyShort(weighted, company.currency) })}
              </span>
            )}
          </p>
        )}
      </header>
      <div className={styles.cards}>
        {list.isPending ? (
          <Skeleton rows={3} height={64} />
        ) : (
          list.rows.map((record) => (
            <BoardCard
              key={record.id}
              object={object}
              record={record}
              step={step}
              steps={steps}
              columns={columns}
              onMove={onMove}
            />
          ))
        )}
        {!list.isPending && list.rows.length === 0 && <p className={styles.nothing}>{t('board.nothing')}</p>}
        {list.hasNextPage && (
          <Button type="text" size="small" block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('board.more', { count: (list.total ?? 0) - list.rows.length })}
          </Button>
        )}
      </div>
    </section>
  );
}
