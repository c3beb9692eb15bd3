import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Button, DatePicker, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { ArrowRight, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import {
  type ChangeFilter,
  changeKeys,
  changeKinds,
  changeWays,
  findChanges,
  type LoggedChange,
  verifyChanges,
} from '../../api/changes.ts';
import type { FieldMeta } from '../../api/meta.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { formatDateTime, formatNumber } from '../../i18n/format.ts';
import { reasonOf, useText } from '../../i18n/text.ts';
import { FieldValue } from '../../records/FieldValue.tsx';
import { LookupInput } from '../../records/kinds/shared/LookupInput.tsx';
import { linkId, type Link as RecordLink } from '../../records/kinds/shared/reference.ts';
import { useRecordNames } from '../../records/useRecordNames.ts';
import { clearing } from '../../ui/clearing.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import admin from '../shared/Admin.module.css';
import { bySequence } from './bySequence.ts';
import { JsonChanges } from './JsonChanges.tsx';
import styles from './Security.module.css';

/** Codes that say nothing beyond the words beside them: the title of a notification says what it is, the role whose a bench is. */
const said = new Set(['notification.kind', 'work_bench.whose']);

/** Everything that was written, by whom, from what to what; and whether anybody tampered with it. */
export function ChangeLog() {
  const t = useText();
  const definitions = useDefinitions();
  const [filter, setFilter] = useState<ChangeFilter>({});
  const [person, setPerson] = useState<RecordLink[]>([]);
  const change = (next: ChangeFilter) => setFilter((before) => ({ ...before, ...next }));
  const log = useInfiniteQuery({
    queryKey: changeKeys.search(filter),
    queryFn: ({ pageParam, signal }) => findChanges(filter, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.before,
  });
  const verify = useMutation({ mutationFn: verifyChanges });
  const day = (value: Dayjs | null, add = 0) => value?.startOf('day').add(add, 'day').toISOString();
  const shown = bySequence(log.data?.pages.flatMap((page) => page.value) ?? []);
  const names = useRecordNames(shown);
  return (
    <>
      <div className={styles.filters}>
        <Select
          allowClear={clearing()}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('changes.object')}
          aria-label={t('changes.object')}
          options={definitions.objects.map((o) => ({ value: o.name, label: o.label }))}
          onChange={(object) => change({ object })}
        />
        <LookupInput
          field={{ name: 'actor', type: 'lookup', label: t('changes.actor') }}
          object="user"
          placeholder={t('changes.actor')}
          value={person}
          onChange={(next) => {
            setPerson(next);
            change({ actor: next[0] && linkId(next[0]) });
          }}
        />
        <Select
          allowClear={clearing()}
          placeholder={t('changes.kind')}
          aria-label={t('changes.kind')}
          options={changeKinds.map((kind) => ({ value: kind, label: t(`changes.${kind}`) }))}
          onChange={(kind) => change({ kind })}
        />
        <DatePicker.RangePicker
          allowEmpty={[true, true]}
          aria-label={t('changes.days')}
          onChange={(days) => change({ from: day(days?.[0] ?? null), to: day(days?.[1] ?? null, 1) })}
        />
        <Button icon={<ShieldCheck size={16} />} loading={verify.isPending} onClick={() => verify.mutate()}>
          {t('changes.verify')}
        </Button>
      </div>
      {verify.data && (
        <p className={verify.data.brokenAt === undefined ? styles.sound : admin.error} role="status">
          {verify.data.brokenAt === undefined
            ? t('changes.whole', { count: formatNumber(verify.data.verified) })
            : t('changes.broken', { count: formatNumber(verify.data.verified), number: formatNumber(verify.data.brokenAt) })}
        </p>
      )}
      {log.isError && <p className={admin.error}>{reasonOf(log.error)}</p>}
      {log.isPending ? (
        <Skeleton rows={8} />
      ) : shown.length === 0 && !log.isError ? (
        <Empty title={t('changes.none')} />
      ) : (
        <ol className={styles.log}>
          {shown.map((entry) => (
            <Entry key={entry.id} entry={entry} name={names.get(entry.record)} />
          ))}
        </ol>
      )}
      {log.hasNextPage && (
        <div>
          <Button loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t('changes.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function Entry({ entry, name: present }: { entry: LoggedChange; name: string | undefined }) {
  const t = useText();
  const definitions = useDefinitions();
  const object = definitions.find(entry.object);
  const record = Object.fromEntries(entry.changes.map((c) => [c.field, c.to]));
  const written = object && typeof record[object.nameField] === 'string' ? String(record[object.nameField]) : present;
  const named = object && definitions.field(object, object.nameField);
  // What is called by the object it is about has that object's name.
  const name = (named && isObjectName(named) && definitions.find(written)?.label) || written;
  const about = named && isObjectName(named) ? written : typeof record.object === 'string' ? record.object : undefined;
  const changes = entry.changes.flatMap((c) => {
    const field = object && definitions.field(object, c.field);
    return field && !said.has(`${entry.object}.${c.field}`) ? [{ ...c, field }] : [];
  });
  const way = changeWays.find((known) => known === entry.actor.via);
  const [open, setOpen] = useState(false);
  const most = open ? changes.length : 6;
  return (
    <li className={styles.entry}>
      <p className={styles.line}>
        <strong>{entry.actor.name}</strong>
        <span>{t(`changes.${entry.kind}`)}</span>
        <span className={admin.chip}>{object?.label ?? entry.object}</span>
        {object && entry.kind !== 'purged' ? (
          <Link to={`/o/${entry.object}/${entry.record}`}>{name ?? t('changes.open')}</Link>
        ) : (
          <span>{name}</span>
        )}
        <span className={admin.faint}>
          {formatDateTime(entry.at)}
          {entry.actor.address && ` · ${entry.actor.address}`}
          {way && ` · ${t(`changes.via.${way}`)}`}
          {entry.seq !== undefined && ` · #${entry.seq}`}
        </span>
      </p>
      {changes.length > 0 && (
        <ul className={styles.fields}>
          {changes.slice(0, most).map((c) =>
            c.field.type === 'json' ? (
              <li key={c.field.name} className={styles.whole}>
                <span className={admin.soft}>{c.field.label}</span>
                <JsonChanges from={c.from} to={c.to} isNew={entry.kind === 'created'} about={about} />
              </li>
            ) : (
              <li key={c.field.name}>
                <span className={admin.soft}>{c.field.label}</span>
                {entry.kind !== 'created' && (
                  <>
                    <span className={styles.before}>
                      <Told field={c.field} value={c.from} record={record} />
                    </span>
                    <ArrowRight size={12} aria-label={t('change.to')} role="img" />
                  </>
                )}
                <span className={styles.after}>
                  <Told field={c.field} value={c.to} record={record} />
                </span>
              </li>
            ),
          )}
          {changes.length > most && (
            <li>
              <button type="button" className={admin.link} onClick={() => setOpen(true)}>
                {t('changes.moreFields', { count: changes.length - most })}
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

/** A value in words: the name of an object and the id of a record say what they stand for. */
function Told({ field, value, record }: { field: FieldMeta; value: unknown; record: Record<string, unknown> }) {
  const t = useText();
  const definitions = useDefinitions();
  if (isObjectName(field) && typeof value === 'string') return <>{definitions.find(value)?.label ?? value}</>;
  const about = typeof record.object === 'string' ? definitions.find(record.object) : undefined;
  if (field.name === 'record' && typeof value === 'string')
    return about ? <Link to={`/o/${about.name}/${value}`}>{t('changes.open')}</Link> : value;
  return <FieldValue field={field} value={value} record={record} compact />;
}

/** Whether a text names an object: what a record is about, and of which kind that is. */
function isObjectName({ name, type }: FieldMeta): boolean {
  return type === 'text' && (name === 'object' || name.endsWith('_object') || name.endsWith('_type'));
}
