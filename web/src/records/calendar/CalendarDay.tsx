import { useDraggable, useDroppable } from '@dnd-kit/react';
import { Button, Popover } from 'antd';
import dayjs from 'dayjs';
import { Plus } from 'lucide-react';
import { Link } from 'react-router';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { openDialog } from '../../app/dialogs.ts';
import { currentZone, formatDate } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { colorOf } from '../../theme/tokens.ts';
import { optionOf } from '../kinds/select/optionOf.ts';
import { linkColor, parseLink } from '../kinds/shared/reference.ts';
import { isOverdue } from '../overdue.ts';
import { titleOf } from '../values.ts';
import styles from './Calendar.module.css';

interface CalendarDayProps {
  object: ObjectMeta;
  field: FieldMeta;
  day: string;
  isToday: boolean;
  isOutside: boolean;
  records: readonly RecordData[];
  columns: readonly FieldMeta[];
  mayMove: boolean;
  /** The element that says how an entry is dragged by keys. */
  how: string;
}

const shown = 3;

/** One day: its records, the way to a new one, and a place to drop others on. */
export function CalendarDay({ object, field, day, isToday, isOutside, records, columns, mayMove, how }: CalendarDayProps) {
  const t = useText();
  const { ref, isDropTarget } = useDroppable({ id: day });
  const rest = records.length - shown;
  const entry = (record: RecordData) => (
    <Entry
      key={record.id}
      object={object}
      field={field}
      day={day}
      record={record}
      columns={columns}
      mayMove={mayMove}
      how={how}
    />
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: days are dropped on, which a table's cells cannot be
    <div
      ref={ref}
      role="gridcell"
      tabIndex={-1}
      className={styles.day}
      data-day={day}
      data-outside={isOutside || undefined}
      data-over={isDropTarget || undefined}
    >
      <div className={styles.dayHead}>
        <time dateTime={day} aria-current={isToday ? 'date' : undefined}>
          {dayjs(day).date()}
        </time>
        {object.can.create && field.editable !== false && !field.system && (
          <Button
            type="text"
            size="small"
            className={styles.add}
            aria-label={t('month.addOn', { day: formatDate(day), object: object.label })}
            icon={<Plus size={14} />}
            onClick={() => openDialog({ kind: 'create', object: object.name, values: { [field.name]: startOf(field, day) } })}
          />
        )}
      </div>
      {records.slice(0, rest === 1 ? shown + 1 : shown).map(entry)}
      {rest > 1 && (
        <Popover
          trigger="click"
          arrow={false}
          destroyOnHidden
          title={formatDate(day)}
          content={<div className={styles.all}>{records.map(entry)}</div>}
        >
          <button type="button" className={styles.more}>
            {t('month.more', { count: rest })}
          </button>
        </Popover>
      )}
    </div>
  );
}

function Entry({
  object,
  field,
  day,
  record,
  columns,
  mayMove,
  how,
}: Omit<CalendarDayProps, 'isToday' | 'isOutside' | 'records'> & { record: RecordData }) {
  const t = useText();
  const { ref, isDragging } = useDraggable({ id: record.id, data: { record, day }, disabled: !mayMove });
  const time = field.type === 'datetime' ? dayjs(String(record[field.name])).tz(currentZone()).format('HH:mm') : undefined;
  return (
    <Link
      ref={ref}
      aria-roledescription={mayMove ? t('drag.role') : undefined}
      aria-describedby={mayMove ? how : undefined}
      draggable={false}
      className={styles.entry}
      style={{ '--tone': toneOf(columns, record) }}
      data-dragging={isDragging || undefined}
      data-late={isOverdue(field, record[field.name], record, new Date()) || undefined}
      title={titleOf(object, record)}
      to={`/o/${object.name}/${record.id}`}
    >
      {time && <span className={styles.time}>{time}</span>}
      {titleOf(object, record)}
    </Link>
  );
}

/** The colour of the first option or step among what is shown. */
function toneOf(columns: readonly FieldMeta[], record: RecordData): string {
  for (const column of columns) {
    const link = column.type === 'lookup' ? parseLink(record[column.name]) : null;
    const color = link ? linkColor(link) : column.type === 'select' ? optionOf(record[column.name], column)?.color : undefined;
    if (color) return colorOf(color);
  }
  return colorOf('teal');
}

/** Nine in the morning, where the field has a time. */
function startOf(field: FieldMeta, day: string): string {
  return field.type === 'date' ? day : dayjs.tz(`${day}T09:00`, currentZone()).toDate().toISOString();
}
