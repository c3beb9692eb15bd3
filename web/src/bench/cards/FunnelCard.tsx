import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { aggregate } from '../../api/records.ts';
import { openDialog } from '../../app/dialogs.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { drillTo } from '../../home/drillTo.ts';
import { PipelineSelect, usePipelineChoice } from '../../home/PipelineSelect.tsx';
import { formatMoneyShort, formatNumber } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { recordKeys } from '../../records/recordCache.ts';
import { useSteps } from '../../records/useSteps.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import benchStyles from '../Bench.module.css';
import { knowsAmount } from '../knowsAmount.ts';
import { Bars } from './Bars.tsx';

/** The open deals of a pipeline by stage: how many, and what they are worth. */
export function FunnelCard() {
  const t = useText();
  const { company } = useWorkspace();
  const definitions = useDefinitions();
  const stage = definitions.field('opportunity', 'stage');
  const { steps, isPending } = useSteps(stage ?? ({ name: '', type: 'select', label: '' } as NonNullable<typeof stage>));
  const hasAmount = knowsAmount(definitions, 'opportunity');
  const sum = hasAmount ? ',amount_base with sum as amount' : '';
  const apply = `filter(status eq 'open')/groupby((stage),aggregate($count as n${sum}))`;
  const groups = useQuery({
    queryKey: recordKeys.apply('opportunity', apply),
    queryFn: ({ signal }) => aggregate('opportunity', apply, signal),
    staleTime: 15_000,
  });
  const rowOf = (id: string) => groups.data?.find((row) => String(row.stage) === id);
  const open = steps.filter((step) => step.type === 'open');
  const choice = usePipelineChoice(open.map((step) => ({ pipeline: step.pipeline, open: Number(rowOf(step.id)?.n ?? 0) })));
  if (groups.isPending || isPending) return <Skeleton rows={6} />;
  if (groups.isError) return <p className={benchStyles.none}>{t('bench.cardFailed')}</p>;
  if (groups.data.length === 0) return <NoDeals />;
  const shown = open.filter((step) => step.pipeline === choice.shown);
  return (
    <>
      <PipelineSelect {...choice} />
      <Bars
        bars={shown.map((step) => {
          const [count, amount] = [Number(rowOf(step.id)?.n ?? 0), Number(rowOf(step.id)?.amount ?? 0)];
          const deals = t('funnel.count', { count: formatNumber(count) });
          return {
            key: step.id,
            label: step.label,
            value: count,
            text: hasAmount ? `${deals} · ${formatMoneyShort(amount, company.currency)}` : deals,
            to: drillTo(`status eq 'open' and stage eq ${step.id}`),
          };
        })}
      />
    </>
  );
}

/** Before the first deal: bring them along, or make one. */
function NoDeals() {
  const t = useText();
  const navigate = useNavigate();
  const object = useDefinitions().find('opportunity');
  return (
    <div className={benchStyles.none}>
      <p>{t('funnel.none')}</p>
      <p className={benchStyles.choices}>
        {object?.can.import && <Button onClick={() => navigate('/import/opportunity')}>{t('list.importFile')}</Button>}
        {object?.can.create && (
          <Button onClick={() => openDialog({ kind: 'create', object: 'opportunity' })}>
            {t('list.new', { object: object.label })}
          </Button>
        )}
      </p>
    </div>
  );
}
