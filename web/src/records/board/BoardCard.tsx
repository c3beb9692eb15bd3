import { useDraggable } from '@dnd-kit/react';
import { Button, Dropdown } from 'antd';
import { CornerDownRight, GripVertical, MoreHorizontal } from 'lucide-react';
import { Link } from 'react-router';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useText } from '../../i18n/text.ts';
import { Badge } from '../../ui/Badge.tsx';
import { FieldValue } from '../FieldValue.tsx';
import { TickBox } from '../TickBox.tsx';
import type { Step } from '../useSteps.ts';
import { titleOf } from '../values.ts';
import styles from './Board.module.css';

interface BoardCardProps {
  object: ObjectMeta;
  record: RecordData;
  step: Step;
  steps: readonly Step[];
  columns: readonly FieldMeta[];
  onMove(record: RecordData, step: Step): void;
}

/** A person stands in the corner; computed figures are for tables. */
const hidden = new Set(['user', 'formula', 'rollup']);

/** A deal as a card: what it is, what it is worth, what comes next. */
export function BoardCard({ object, record, step, steps, columns, onMove }: BoardCardProps) {
  const t = useText();
  const { ref, handleRef, isDragging } = useDraggable({
    id: record.id,
    data: { record, step: step.id },
    disabled: !object.can.edit,
  });
  const next = columns.find((f) => f.name === 'next_step');
  const facts = columns.filter(
    (f) =>
      f.name !== object.nameField && f !== next && !hidden.has(f.type) && record[f.name] !== null && record[f.name] !== undefined,
  );
  const owner = columns.find((f) => f.type === 'user');
  return (
    <article ref={ref} className={styles.card} data-dragging={isDragging || undefined}>
      <div className={styles.cardHead}>
        <button
          ref={handleRef}
          type="button"
          className={styles.grip}
          aria-roledescription={t('drag.role')}
          aria-label={t('board.drag', { name: titleOf(object, record) })}
        >
          <GripVertical size={14} aria-hidden="true" />
        </button>
        <TickBox object={object} record={record} />
        <Link to={`/o/${object.name}/${record.id}`} draggable={false}>
          {titleOf(object, record)}
        </Link>
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          menu={{
            items: [
              {
                key: 'move',
                type: 'group',
                label: t('board.moveTo'),
                children: steps
                  .filter((s) => s.id !== step.id)
                  .map((s) => ({
                    key: s.id,
                    label: (
                      <Badge plain color={s.color}>
                        {s.label}
                      </Badge>
                    ),
                    onClick: () => onMove(record, s),
                  })),
              },
            ],
          }}
        >
          <Button
            type="text"
            size="small"
            className={styles.cardMenu}
            aria-label={t('list.rowMenu', { name: titleOf(object, record) })}
            icon={<MoreHorizontal size={14} />}
          />
        </Dropdown>
      </div>
      <dl className={styles.facts}>
        {facts.slice(0, 3).map((field) => (
          <div
            key={field.name}
            data-strong={field.type === 'money' || undefined}
            data-line={field.type === 'lookup' || undefined}
          >
            <dt className="srOnly">{field.label}</dt>
            <dd>
              <FieldValue field={field} value={record[field.name]} record={record} compact />
            </dd>
          </div>
        ))}
      </dl>
      {(next || owner) && (
        <footer className={styles.cardFoot}>
          {next &&
            (record[next.name] ? (
              <span className={styles.next}>
                <CornerDownRight size={12} aria-hidden="true" />
                {String(record[next.name])}
              </span>
            ) : (
              step.type === 'open' && <span className={styles.noNext}>{t('board.noNext')}</span>
            ))}
          {owner && (
            <span className={styles.owner}>
              <FieldValue field={owner} value={record[owner.name]} record={record} compact />
            </span>
          )}
        </footer>
      )}
    </article>
  );
}
