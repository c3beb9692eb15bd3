import { useQuery } from '@tanstack/react-query';
import type { BenchCard } from '../../api/bench.ts';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { aggregate } from '../../api/records.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { drillTo } from '../../home/drillTo.ts';
import { formatMoneyShort, formatNumber } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { FieldValue } from '../../records/FieldValue.tsx';
import { addsUp } from '../../records/kinds/registry.ts';
import { linkId, linkName, parseLink } from '../../records/kinds/shared/reference.ts';
import { groupFields, type ListState, orderbyOf, readListState } from '../../records/list/listState.ts';
import { useWithSavedViews } from '../../records/list/savedViews.ts';
import { useLabels } from '../../records/list/useGroups.ts';
import { useRecordList, useResolve } from '../../records/list/useRecordList.ts';
import { recordKeys } from '../../records/recordCache.ts';
import { isEmpty, titleOf } from '../../records/values.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import benchStyles from '../Bench.module.css';
import { BenchLink } from '../BenchLink.tsx';
import { Bars } from './Bars.tsx';
import styles from './Rows.module.css';

const shown = 6;
const mostBars = 10;

interface ShownViewProps {
  object: ObjectMeta;
  state: ListState;
}

/** A view one may see, in brief: how many, the first of them, or how they divide. */
export function ViewCard({ card }: { card: BenchCard }) {
  const definitions = useDefinitions();
  const object = definitions.find(card.object);
  return object ? <ViewOf object={object} card={card} /> : <Gone />;
}

function ViewOf({ object: plain, card }: { object: ObjectMeta; card: BenchCard }) {
  const object = useWithSavedViews(plain);
  if (!object.views.some((v) => v.name === card.view)) return <Gone />;
  const state = readListState(object, new URLSearchParams({ view: card.view ?? '' }));
  if (card.as === 'number') return <ViewNumber object={object} state={state} />;
  return card.as === 'bars' ? <ViewBars object={object} state={state} /> : <ViewList object={object} state={state} />;
}

function Gone() {
  const t = useText();
  return <p className={benchStyles.none}>{t('card.gone')}</p>;
}

function addressOf({ object, state }: ShownViewProps): string {
  return `/o/${object.name}?view=${encodeURIComponent(state.view.name)}`;
}

function ViewList({ object, state }: ShownViewProps) {
  const t = useText();
  const definitions = useDefinitions();
  const fields = state.columns.map((name) => definitions.field(object, name)).filter((f): f is FieldMeta => f !== undefined);
  const list = useRecordList(object, { filter: state.filter, orderby: orderbyOf(state.sort), search: '', fields, top: shown });
  if (list.isPending) return <Skeleton rows={5} />;
  if (list.isError) return <p className={benchStyles.none}>{t('bench.cardFailed')}</p>;
  const rows = list.rows.slice(0, shown);
  if (rows.length === 0) return <p className={benchStyles.none}>{t('view.none')}</p>;
  const whom = fields.find((f) => f.type === 'lookup' && f.name !== object.nameField);
  // The same fields in every row, so that they stand below each other.
  const notes = fields
    .filter((f) => f.name !== object.nameField && brief.has(f.result ?? f.type) && rows.some((row) => !isEmpty(row[f.name])))
    .slice(0, 2);
  // A number cut short is like every other.
  const named = definitions.field(object, object.nameField);
  const isNumbered = named?.type === 'auto_number' || named?.numbered === true;
  const areAlike = notes.filter((f) => (f.result ?? f.type) === 'money').length > 1;
  return (
    <>
      <ul className={`${styles.rows} ${styles.columns}`} data-notes={notes.length} data-numbered={isNumbered || undefined}>
        {areAlike && (
          <li className={styles.heads} aria-hidden="true">
            <span />
            <span />
            {notes.map((field) => (
              <span key={field.name}>{field.label}</span>
            ))}
          </li>
        )}
        {rows.map((row) => (
          <li key={row.id}>
            <BenchLink to={`/o/${object.name}/${row.id}`}>{titleOf(object, row)}</BenchLink>
            <span className={styles.about}>
              {whom && tellsMore(row[whom.name], titleOf(object, row)) && (
                <FieldValue field={whom} value={row[whom.name]} record={row} compact />
              )}
            </span>
            {notes.map((field) => (
              <span key={field.name} className={styles.note} title={field.label}>
                <FieldValue field={field} value={row[field.name]} record={row} compact />
              </span>
            ))}
          </li>
        ))}
      </ul>
      {(list.total ?? 0) > rows.length && (
        <BenchLink className={styles.all} to={addressOf({ object, state })}>
          {t('view.all', { count: formatNumber(list.total ?? 0) })}
        </BenchLink>
      )}
    </>
  );
}

/** Whether a link says whom a record is about and its own name does not. */
function tellsMore(value: unknown, title: string): boolean {
  const link = parseLink(value);
  return link !== null && !title.includes(linkName(link) ?? linkId(link));
}

/** Kinds of fields that say something in a few characters. */
const brief = new Set(['money', 'date', 'datetime', 'select', 'percent', 'integer', 'decimal', 'rating']);

/** The field whose sum says most: the first amount of money that one may see. */
function moneyOf({ object }: ShownViewProps): string | undefined {
  return object.fields.find((f) => f.type === 'money' && !f.masked && !f.sumsWithin && addsUp(f))?.name;
}

function ViewNumber({ object, state }: ShownViewProps) {
  const t = useText();
  const { company } = useWorkspace();
  const filter = useResolve()(state.filter);
  const money = moneyOf({ object, state });
  const sum = money ? `,${money}_base with sum as amount` : '';
  const apply = `${filter ? `filter(${filter})/` : ''}aggregate($count as n${sum})`;
  const answer = useQuery({
    queryKey: recordKeys.apply(object.name, apply),
    queryFn: ({ signal }) => aggregate(object.name, apply, signal),
    staleTime: 15_000,
  });
  if (answer.isPending) return <Skeleton rows={3} />;
  if (answer.isError) return <p className={benchStyles.none}>{t('bench.cardFailed')}</p>;
  const row = answer.data[0];
  return (
    <BenchLink className={styles.number} to={addressOf({ object, state })}>
      <strong>{formatNumber(Number(row?.n ?? 0))}</strong>
      <span>{money && row?.amount ? formatMoneyShort(Number(row.amount), company.currency) : object.plural}</span>
    </BenchLink>
  );
}

function ViewBars({ object, state }: ShownViewProps) {
  const t = useText();
  const filter = useResolve()(state.filter);
  const columns = state.columns.flatMap((name) => groupFields(object).find((f) => f.name === name) ?? []);
  const field =
    groupFields(object).find((f) => f.name === state.groupBy) ?? columns.find((f) => f.type === 'select') ?? columns[0];
  const apply = `${filter ? `filter(${filter})/` : ''}groupby((${field?.name ?? 'id'}),aggregate($count as n))`;
  const answer = useQuery({
    queryKey: recordKeys.apply(object.name, apply),
    queryFn: ({ signal }) => aggregate(object.name, apply, signal),
    enabled: field !== undefined,
    staleTime: 15_000,
  });
  const keyOf = (row: Record<string, unknown>) => String(row[field?.name ?? ''] ?? '');
  const labels = useLabels(field, (answer.data ?? []).map(keyOf));
  if (!field) return <ViewNumber object={object} state={state} />;
  if (answer.isPending) return <Skeleton rows={5} />;
  if (answer.isError) return <p className={benchStyles.none}>{t('bench.cardFailed')}</p>;
  if (answer.data.length === 0) return <p className={benchStyles.none}>{t('view.none')}</p>;
  const bars = answer.data
    .map((row) => ({ key: keyOf(row), count: Number(row.n ?? 0), ...labels(keyOf(row)) }))
    .sort((a, b) => a.at - b.at || b.count - a.count)
    .slice(0, mostBars);
  const literal = (key: string) => (key === '' ? 'null' : field.type === 'select' ? `'${key.replace(/'/g, "''")}'` : key);
  return (
    <Bars
      bars={bars.map((bar) => ({
        key: bar.key,
        label: bar.label,
        value: bar.count,
        text: formatNumber(bar.count),
        color: bar.color,
        to: drillTo(`${state.filter ? `(${state.filter}) and ` : ''}${field.name} eq ${literal(bar.key)}`, object.name),
      }))}
    />
  );
}
