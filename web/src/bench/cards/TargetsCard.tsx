import { useQueries, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import dayjs from 'dayjs';
import { aggregate, listRecords, type RecordData } from '../../api/records.ts';
import { openDialog } from '../../app/dialogs.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { notSpread } from '../../forecast/notSpread.ts';
import { drillTo } from '../../home/drillTo.ts';
import { formatMoneyShort, formatShare } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { recordKeys } from '../../records/recordCache.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import benchStyles from '../Bench.module.css';
import { type Bar, Bars } from './Bars.tsx';

const shown = 10;
const levels = ['company', 'department', 'person'];

/** From which records it follows how far a target is. */
const sources = {
  won: { object: 'opportunity', day: 'close_date', which: "status eq 'won' and ", amount: 'amount_base' },
  contracted: {
    object: 'contract',
    day: 'signed_at',
    which: "status in ('signed','performing','completed') and ",
    amount: 'amount_base',
  },
  received: { object: 'payment', day: 'received_at', which: '', amount: 'net_base' },
} as const;

/** This month's targets that one sees, and how far each is: that is asked of the deals, contracts and payments themselves. */
export function TargetsCard() {
  const t = useText();
  const { company } = useWorkspace();
  const definitions = useDefinitions();
  const object = definitions.find('sales_target');
  const now = dayjs().tz(company.timezone);
  const query = {
    filter: `month eq ${now.startOf('month').format('YYYY-MM-DD')}`,
    expand: 'owner($select=id,name),department($select=id,name,path)',
    top: 200,
  };
  const targets = useQuery({
    queryKey: recordKeys.apply('sales_target', query.filter),
    queryFn: ({ signal }) => listRecords('sales_target', query, signal),
    staleTime: 60_000,
  });
  const all = targets.data?.value ?? [];
  const tree = all.map((row) => ({
    key: row.id,
    parent: all.find((above) => isAbove(above, row))?.id ?? null,
    target: targetOf(row),
    target_is_sum: false,
  }));
  const rows = all
    .slice()
    .sort((a, b) => levels.indexOf(String(a.level)) - levels.indexOf(String(b.level)))
    .slice(0, shown);
  const reached = rows.map((row) => {
    const source = sources[String(row.measure) as keyof typeof sources] ?? sources.won;
    return { ...source, filter: recordsOf(row, source, now), isKnown: definitions.find(source.object) !== undefined };
  });
  const sums = useQueries({
    queries: reached.map(({ object: of, filter, amount, isKnown }) => {
      const apply = `filter(${filter})/aggregate(${amount} with sum as amount)`;
      return {
        queryKey: recordKeys.apply(of, apply),
        queryFn: ({ signal }: { signal: AbortSignal }) => aggregate(of, apply, signal),
        staleTime: 15_000,
        enabled: isKnown,
      };
    }),
  });
  if (targets.isPending) return <Skeleton rows={4} />;
  if (targets.isError) return <p className={benchStyles.none}>{t('bench.cardFailed')}</p>;
  if (rows.length === 0)
    return (
      <div className={benchStyles.none}>
        <p>{t('targets.none')}</p>
        {object?.can.create && (
          <Button type="link" onClick={() => openDialog({ kind: 'create', object: 'sales_target' })}>
            {t('targets.set')}
          </Button>
        )}
      </div>
    );
  const pace = now.date() / now.daysInMonth();
  const measures = object && definitions.field(object, 'measure')?.options;
  const bars = rows.map((row, index): Bar => {
    const target = targetOf(row);
    const rest = notSpread({ key: row.id, parent: null, target, target_is_sum: false }, tree);
    const won = Number(sums[index]?.data?.[0]?.amount ?? 0);
    const name = nameOf(row, t('targets.company'));
    const label = row.measure === 'won' ? name : `${name} · ${measures?.find((o) => o.value === row.measure)?.label ?? ''}`;
    const source = reached[index];
    if (!source?.isKnown) return { key: row.id, label, value: 0, mark: pace, text: t('targets.noData') };
    return {
      key: row.id,
      label,
      value: target > 0 ? won / target : 0,
      mark: pace,
      text: `${formatShare(target > 0 ? won / target : null, 0)} · ${t('targets.of', {
        won: formatMoneyShort(won, company.currency),
        target: formatMoneyShort(target, company.currency),
      })}`,
      note:
        rest === undefined
          ? undefined
          : t('targets.setItself', {
              sum: formatMoneyShort(target - rest, company.currency),
              rest: t(rest > 0 ? 'targets.notSpread' : 'targets.overSpread', {
                amount: formatMoneyShort(Math.abs(rest), company.currency),
              }),
            }),
      color: won >= target ? 'green' : undefined,
      to: drillTo(source.filter, source.object),
    };
  });
  return (
    <>
      <Bars bars={bars} most={1} />
      <p className={benchStyles.note}>{t('targets.pace', { share: formatShare(pace, 0) })}</p>
    </>
  );
}

function linked(value: unknown): Record<string, unknown> | undefined {
  return value && typeof value === 'object' ? (value as Record<string, unknown>) : undefined;
}

function targetOf(row: RecordData): number {
  return Number(row.amount_base ?? row.amount ?? 0);
}

/** Whether a department's target stands right above that of a person in it or of a department in it. */
function isAbove(above: RecordData, row: RecordData): boolean {
  const [over, under] = [linked(above.department), linked(row.department)];
  if (above.level !== 'department' || above.measure !== row.measure || !over || !under) return false;
  if (row.level === 'person') return over.id === under.id;
  const path = String(under.path ?? '');
  return row.level === 'department' && path.includes('/') && path.slice(0, path.lastIndexOf('/')) === over.path;
}

function nameOf(row: RecordData, company: string): string {
  if (row.level === 'company') return company;
  return String(linked(row.level === 'department' ? row.department : row.owner)?.name ?? '');
}

/** The records that count: of the month, of the person, of the department and those below it, or of everybody. */
function recordsOf(row: RecordData, { which, day }: (typeof sources)[keyof typeof sources], now: dayjs.Dayjs): string {
  const [from, to] = [now.startOf('month').format('YYYY-MM-DD'), now.endOf('month').format('YYYY-MM-DD')];
  const won = `${which}${day} ge ${from} and ${day} le ${to}`;
  if (row.level === 'person') return `${won} and owner eq ${String(linked(row.owner)?.id ?? row.owner)}`;
  const department = linked(row.department);
  if (row.level !== 'department' || !department) return won;
  const path = String(department.path ?? '').replace(/'/g, "''");
  return `${won} and (department eq ${String(department.id)}${path ? ` or startswith(department/path,'${path}/')` : ''})`;
}
