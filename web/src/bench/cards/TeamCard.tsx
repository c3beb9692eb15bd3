import { useQuery } from '@tanstack/react-query';
import { aggregate } from '../../api/records.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { drillTo } from '../../home/drillTo.ts';
import { formatMoneyShort, formatNumber } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { useNames } from '../../records/kinds/shared/useNames.ts';
import { recordKeys } from '../../records/recordCache.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import benchStyles from '../Bench.module.css';
import { knowsAmount } from '../knowsAmount.ts';
import { type Bar, Bars } from './Bars.tsx';

const shown = 12;
const openTasks = "status in ('todo','doing')";

/** Who has how much to do: open tasks, late ones, open deals; by person, among those one sees. */
export function TeamCard() {
  const t = useText();
  const { company } = useWorkspace();
  const definitions = useDefinitions();
  const deal = definitions.find('opportunity');
  const sum = knowsAmount(definitions, 'opportunity') ? ',amount_base with sum as amount' : '';
  const tasks = useByOwner('task', `filter(${openTasks})/groupby((owner),aggregate($count as n))`);
  const late = useByOwner('task', `filter(${openTasks} and due_at lt now())/groupby((owner),aggregate($count as n))`);
  const deals = useByOwner(
    'opportunity',
    `filter(status eq 'open')/groupby((owner),aggregate($count as n${sum}))`,
    deal !== undefined,
  );
  const owners = [...new Set([...tasks.rows, ...deals.rows].map((row) => row.owner).filter((id) => id !== 'null'))];
  const names = useNames('user', owners);
  if (tasks.isPending || late.isPending || deals.isPending) return <Skeleton rows={6} />;
  const bars = owners
    .map((owner): Bar => {
      const [todo, overdue, open] = [tasks.of(owner)?.n ?? 0, late.of(owner)?.n ?? 0, deals.of(owner)?.n ?? 0];
      const worth = deals.of(owner)?.amount;
      return {
        key: owner,
        label: names.get(owner) ?? '',
        value: todo + open,
        text: [
          t('team.tasks', { count: formatNumber(todo) }),
          ...(deal ? [t('team.deals', { count: formatNumber(open) })] : []),
          ...(worth ? [formatMoneyShort(worth, company.currency)] : []),
        ].join(' · '),
        note: overdue > 0 ? t('team.overdue', { count: formatNumber(overdue) }) : undefined,
        to: todo > 0 ? drillTo(`${openTasks} and owner eq ${owner}`, 'task') : drillTo(`status eq 'open' and owner eq ${owner}`),
      };
    })
    .filter((bar) => bar.label)
    .sort((a, b) => b.value - a.value)
    .slice(0, shown);
  return bars.length ? <Bars bars={bars} /> : <p className={benchStyles.none}>{t('team.none')}</p>;
}

function useByOwner(object: string, apply: string, enabled = true) {
  const query = useQuery({
    queryKey: recordKeys.apply(object, apply),
    queryFn: ({ signal }) => aggregate(object, apply, signal),
    enabled,
    staleTime: 30_000,
  });
  const rows = (query.data ?? []).map((row) => ({
    owner: String(row.owner),
    n: Number(row.n ?? 0),
    amount: typeof row.amount === 'number' ? row.amount : undefined,
  }));
  return { rows, isPending: enabled && query.isPending, of: (owner: string) => rows.find((row) => row.owner === owner) };
}
