import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Segmented } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { companyKeys, type Holiday, readHolidays, removeCompanyRecord, saveHoliday } from '../../api/company.ts';
import { leaving, useUnsavedGuard } from '../../app/useUnsavedGuard.ts';
import { formatDate } from '../../i18n/format.ts';
import { currentLanguage, reasonOf, useText } from '../../i18n/text.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import admin from '../shared/Admin.module.css';
import { Row } from '../shared/Row.tsx';
import styles from './Company.module.css';

/** Which days are worked: weekends, holidays, and weekend days worked instead (调休). */
export function WorkCalendar() {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const given = params.get('day') ?? '';
  const chosen = /^\d{4}-\d{2}-\d{2}$/.test(given) && dayjs(given).isValid() ? given : undefined;
  const [month, setMonth] = useState(dayjs(chosen).startOf('month'));
  // The day stands in the address: it can be sent to others, and leaving one that is being edited is asked about.
  const choose = (day: string | undefined) =>
    setParams((before) => {
      const after = new URLSearchParams(before);
      if (day) after.set('day', day);
      else after.delete('day');
      return after;
    });
  const days = useQuery({
    queryKey: companyKeys.holidays(month.year()),
    queryFn: ({ signal }) => readHolidays(month.year(), signal),
  });
  if (days.isError) return <p className={admin.error}>{reasonOf(days.error)}</p>;
  if (!days.data) return <Skeleton rows={8} />;
  const first = month.subtract((month.day() + 6) % 7, 'day');
  const cells = Array.from({ length: 42 }, (_, index) => first.add(index, 'day'));
  const marks = new Map(days.data.map((d) => [d.date, d]));
  const isWorked = (day: Dayjs) => {
    const mark = marks.get(day.format('YYYY-MM-DD'));
    return mark ? mark.kind === 'workday' : day.day() !== 0 && day.day() !== 6;
  };
  const worked = cells.filter((day) => day.month() === month.month() && isWorked(day)).length;
  const title = new Intl.DateTimeFormat(currentLanguage(), { year: 'numeric', month: 'long' }).format(month.toDate());
  const weekdays = new Intl.DateTimeFormat(currentLanguage(), { weekday: 'short' });
  return (
    <div className={chosen ? admin.split : undefined}>
      <div>
        <div className={admin.actions} style={{ alignItems: 'center', marginBottom: 12 }}>
          <Button
            aria-label={t('calendar.before')}
            icon={<ChevronLeft size={16} />}
            onClick={() => setMonth(month.subtract(1, 'month'))}
          />
          <Button
            aria-label={t('calendar.after')}
            icon={<ChevronRight size={16} />}
            onClick={() => setMonth(month.add(1, 'month'))}
          />
          <h2 aria-live="polite">{title}</h2>
          <span className={admin.soft}>{t('calendar.worked', { count: worked })}</span>
          <span className={admin.spacer} />
          <Button onClick={() => setMonth(dayjs().startOf('month'))}>{t('calendar.today')}</Button>
        </div>
        <div className={styles.month}>
          {cells.slice(0, 7).map((day) => (
            <div key={day.day()} className={styles.weekday}>
              {weekdays.format(day.toDate())}
            </div>
          ))}
          {cells.map((day) => {
            const key = day.format('YYYY-MM-DD');
            const mark = marks.get(key);
            return (
              <button
                key={key}
                type="button"
                className={styles.day}
                data-outside={day.month() !== month.month()}
                data-worked={isWorked(day)}
                data-today={day.isSame(dayjs(), 'day')}
                aria-pressed={key === chosen}
                aria-label={[formatDate(key), mark && t(`calendar.${mark.kind}`), mark?.name].filter(Boolean).join(' ')}
                onClick={() => choose(key)}
              >
                <span>{day.date()}</span>
                {mark && (
                  <span className={styles.mark} data-kind={mark.kind} aria-hidden>
                    {t(`calendar.${mark.kind}Short`)}
                  </span>
                )}
                {mark && <small>{mark.name}</small>}
              </button>
            );
          })}
        </div>
        <p className={admin.hint} style={{ marginTop: 12 }}>
          {t('calendar.hint')}
        </p>
      </div>
      {chosen && (
        <Day
          key={`${chosen}-${marks.get(chosen)?.id ?? ''}`}
          date={chosen}
          mark={marks.get(chosen)}
          onClose={() => leaving(() => choose(undefined))}
        />
      )}
    </div>
  );
}

function Day({ date, mark, onClose }: { date: string; mark: Holiday | undefined; onClose(): void }) {
  const t = useText();
  const client = useQueryClient();
  const weekend = [0, 6].includes(dayjs(date).day());
  const before = { kind: mark?.kind ?? (weekend ? 'workday' : 'holiday'), name: mark?.name ?? '' } as const;
  const [kind, setKind] = useState<Holiday['kind']>(before.kind);
  const [name, setName] = useState<string>(before.name);
  useUnsavedGuard(kind !== before.kind || name !== before.name);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
      await client.invalidateQueries({ queryKey: companyKeys.holidays(dayjs(date).year()).slice(0, 2) });
      onClose();
    } catch (error) {
      setProblem(reasonOf(error));
      setBusy(false);
    }
  };
  return (
    <form
      className={admin.card}
      onSubmit={(event) => {
        event.preventDefault();
        void run(() => saveHoliday({ date, kind, name: name.trim() || t(`calendar.${kind}`) }, mark?.id));
      }}
    >
      <h2>{date}</h2>
      <Segmented
        value={kind}
        options={(['holiday', 'workday'] as const).map((value) => ({ value, label: t(`calendar.${value}`) }))}
        onChange={setKind}
      />
      <Row label={t('calendar.name')} problem={problem}>
        {(id) => (
          <Input
            id={id}
            autoFocus
            value={name}
            maxLength={64}
            placeholder={t('calendar.namePlaceholder')}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Row>
      <div className={admin.actions}>
        {mark && (
          <Button type="text" danger onClick={() => void run(() => removeCompanyRecord('holiday', mark.id))}>
            {t('calendar.remove')}
          </Button>
        )}
        <span className={admin.spacer} />
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('admin.save')}
        </Button>
      </div>
    </form>
  );
}
