import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { drillTo } from '../../home/drillTo.ts';
import { formatMoneyShort, formatNumber } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { useNames } from '../../records/kinds/shared/useNames.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import benchStyles from '../Bench.module.css';
import { knowsAmount } from '../knowsAmount.ts';
import { type Bar, Bars, Legend } from './Bars.tsx';
import { openTasks, useByOwner, useTeamsTasks } from './teamsWork.ts';

const shown = 12;

/** Who has how much to do: open tasks, late ones, open deals; by person, among those one sees. */
export function TeamCard() {
  const t = useText();
  const { company } = useWorkspace();
  const definitions = useDefinitions();
  const deal = definitions.find('opportunity');
  const sum = knowsAmount(definitions, 'opportunity') ? ',amount_base with sum as amount' : '';
  const { tasks, late } = useTeamsTasks();
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
        parts: [
          { value: overdue, color: 'red' },
          { value: todo - overdue, color: 'teal' },
          { value: open, color: 'blue' },
        ].filter((part) => part.value > 0),
        text: [
          t('team.tasks', { count: formatNumber(todo) }),
          ...(deal ? [t('team.deals', { count: formatNumber(open) })] : []),
          ...(worth ? [formatMoneyShort(worth, company.currency)] : []),
        ].join(' · '),
        late: overdue > 0 ? t('team.overdue', { count: formatNumber(overdue) }) : undefined,
        to: todo > 0 ? drillTo(`${openTasks} and owner eq ${owner}`, 'task') : drillTo(`status eq 'open' and owner eq ${owner}`),
      };
    })
    .filter((bar) => bar.label)
    .sort((a, b) => b.value - a.value)
    .slice(0, shown);
  if (bars.length === 0) return <p className={benchStyles.none}>{t('team.none')}</p>;
  return (
    <>
      <Legend
        entries={[
          { color: 'red', label: t('team.legend.late') },
          { color: 'teal', label: t('team.legend.tasks') },
          ...(deal ? [{ color: 'blue', label: t('team.legend.deals') }] : []),
        ]}
      />
      <Bars bars={bars} />
    </>
  );
}
