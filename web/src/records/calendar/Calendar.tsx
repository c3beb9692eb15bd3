import { DragDropProvider, KeyboardSensor, PointerSensor } from '@dnd-kit/react';
import { Alert, Button } from 'antd';
import dayjs from 'dayjs';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useId, useMemo, useRef } from 'react';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { usePhone } from '../../app/usePhone.ts';
import { currentZone, dayOf, formatDate } from '../../i18n/format.ts';
import { currentLanguage, reasonOf, useText } from '../../i18n/text.ts';
import { tellError } from '../../ui/toast.ts';
import { announcementsOf, linksDragged } from '../dragging.ts';
import { useRecordList } from '../list/useRecordList.ts';
import { isShown, useSaveRecord } from '../useSaveRecord.ts';
import { titleOf } from '../values.ts';
import { Agenda } from './Agenda.tsx';
import styles from './Calendar.module.css';
import { CalendarDay } from './CalendarDay.tsx';
import { daysOf, monthAfter, movedTo } from './month.ts';

interface CalendarProps {
  object: ObjectMeta;
  field: FieldMeta;
  columns: readonly FieldMeta[];
  filter: string;
  search: string;
  month: string | undefined;
  onMonth(month: string | null): void;
}

const mostShown = 500;

/** The whole entry is dragged by the pointer; by keys too, as its link stays reachable with Enter. */
const sensors = [
  PointerSensor.configure({ activatorElements: (source) => [source.element] }),
  KeyboardSensor.configure({ keyboardCodes: { ...KeyboardSensor.defaults.keyboardCodes, start: ['Space'], end: ['Space'] } }),
];

/** Records on the days of a month; one that is dragged to another day gets that day. */
export function Calendar({ object, field, columns, filter, search, month: asked, onMonth }: CalendarProps) {
  const t = useText();
  const phone = usePhone();
  const save = useSaveRecord(object);
  const today = dayOf(new Date().toISOString());
  const month = asked ?? today.slice(0, 7);
  const days = useMemo(() => daysOf(month), [month]);
  const list = useRecordList(object, {
    filter: [filter && `(${filter})`, within(field, days)].filter(Boolean).join(' and '),
    orderby: field.name,
    search,
    fields: [field, ...columns.filter((f) => f.name !== field.name)],
    top: mostShown,
  });
  const byDay = new Map<string, RecordData[]>();
  for (const row of list.rows) {
    const day = field.type === 'date' ? String(row[field.name]) : dayOf(String(row[field.name]));
    byDay.set(day, [...(byDay.get(day) ?? []), row]);
  }
  const spoken = useMemo(
    () =>
      announcementsOf({
        item: (data) => titleOf(object, (data as { record: RecordData }).record),
        place: (day) => (typeof day === 'string' ? formatDate(day) : undefined),
        mayBeRefused: true,
      }),
    [object],
  );
  const [live, how] = [useRef<HTMLParagraphElement>(null), useId()];
  const say = (sentence: string) => {
    if (live.current && sentence) live.current.textContent = sentence;
  };
  const mayMove = object.can.edit && field.editable !== false && !field.system;
  const move = (record: RecordData, day: string) =>
    save(
      record,
      { [field.name]: movedTo(String(record[field.name]), day, currentZone()) },
      {
        message: t('month.moved', { name: titleOf(object, record), day: formatDate(day) }),
      },
    ).catch((error: unknown) => {
      if (!isShown(error)) tellError(reasonOf(error));
    });
  return (
    <div className={styles.calendar}>
      <div className={styles.bar}>
        <h2>{dayjs(`${month}-01`).format(currentLanguage() === 'en' ? 'MMMM YYYY' : 'YYYY年M月')}</h2>
        <Button
          type="text"
          aria-label={t('month.previous')}
          icon={<ChevronLeft size={16} />}
          onClick={() => onMonth(monthAfter(month, -1))}
        />
        <Button
          type="text"
          aria-label={t('month.next')}
          icon={<ChevronRight size={16} />}
          onClick={() => onMonth(monthAfter(month, 1))}
        />
        <Button size="small" onClick={() => onMonth(null)} disabled={month === today.slice(0, 7)}>
          {t('month.today')}
        </Button>
      </div>
      {(list.total ?? 0) > list.rows.length && <Alert type="info" showIcon title={t('month.cut', { count: list.rows.length })} />}
      {phone ? (
        <Agenda object={object} columns={columns} days={days.filter((day) => day.startsWith(month))} byDay={byDay} />
      ) : (
        <DragDropProvider
          sensors={sensors}
          plugins={linksDragged}
          onDragStart={(event) => say(spoken.dragstart(event))}
          onDragOver={(event) => say(spoken.dragover(event))}
          onDragEnd={(event) => {
            say(spoken.dragend(event));
            const { source, target } = event.operation;
            const record = source?.data?.record as RecordData | undefined;
            const day = typeof target?.id === 'string' ? target.id : undefined;
            if (event.canceled || !record || !day || source?.data?.day === day) return;
            void move(record, day);
          }}
        >
          <p ref={live} role="status" className="srOnly" />
          <p id={how} hidden>
            {t('drag.how')}
          </p>
          {/* biome-ignore lint/a11y/useSemanticElements: days are dropped on, which a table's cells cannot be */}
          <div className={styles.month} role="grid" tabIndex={-1} aria-label={object.plural} aria-busy={list.isFetching}>
            {/* biome-ignore lint/a11y/useSemanticElements: see above */}
            <div role="row" tabIndex={-1} className={styles.weekdays}>
              {days.slice(0, 7).map((day) => (
                // biome-ignore lint/a11y/useSemanticElements: see above
                <span key={day} role="columnheader" tabIndex={-1}>
                  {dayjs(day).format('ddd')}
                </span>
              ))}
            </div>
            {[0, 1, 2, 3, 4, 5].map((week) => (
              // biome-ignore lint/a11y/useSemanticElements: see above
              <div key={days[week * 7]} role="row" tabIndex={-1} className={styles.week}>
                {days.slice(week * 7, week * 7 + 7).map((day) => (
                  <CalendarDay
                    key={day}
                    object={object}
                    field={field}
                    day={day}
                    isToday={day === today}
                    isOutside={!day.startsWith(month)}
                    records={byDay.get(day) ?? []}
                    columns={columns}
                    mayMove={mayMove}
                    how={how}
                  />
                ))}
              </div>
            ))}
          </div>
        </DragDropProvider>
      )}
    </div>
  );
}

/** What lies on the days that are shown; instants by where their days begin and end for this person. */
function within(field: FieldMeta, days: readonly string[]): string {
  const [first = '', after = ''] = [days[0], dayjs(days.at(-1)).add(1, 'day').format('YYYY-MM-DD')];
  const edge = (day: string) => (field.type === 'date' ? day : dayjs.tz(`${day}T00:00`, currentZone()).toDate().toISOString());
  return `${field.name} ge ${edge(first)} and ${field.name} lt ${edge(after)}`;
}
