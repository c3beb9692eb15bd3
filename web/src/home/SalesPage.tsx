import { Button, Select } from 'antd';
import dayjs from 'dayjs';
import { useNavigate, useSearchParams } from 'react-router';
import { countOf, useSalesFigures } from '../api/salesPage.ts';
import { usePageTitle } from '../app/usePageTitle.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { useText } from '../i18n/text.ts';
import { boundsOf, resolveAliases } from '../records/filter/aliases.ts';
import { type Period, periods } from '../records/filter/model.ts';
import { LookupInput } from '../records/kinds/shared/LookupInput.tsx';
import { linkId } from '../records/kinds/shared/reference.ts';
import { Empty } from '../ui/Empty.tsx';
import page from '../ui/Page.module.css';
import { Skeleton } from '../ui/Skeleton.tsx';
import { FailedFigures } from './FailedFigures.tsx';
import { SalesFiguresView } from './SalesFiguresView.tsx';
import styles from './SalesPage.module.css';

const offered: Period[] = periods.filter((p) =>
  ['thisMonth', 'lastMonth', 'thisQuarter', 'lastQuarter', 'thisYear', 'lastYear', 'last30Days', 'last90Days'].includes(p),
);

/** Where we are, and why: the pipeline, what is won and lost, and who does it. Every mark opens its deals. */
export function SalesPage() {
  const t = useText();
  const { definitions, user, company } = useWorkspace();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  usePageTitle(t('sales.title'));
  const period = params.get('period') as Period | null;
  const owner = params.get('owner');
  const figures = useSalesFigures(queryOf(period, owner, user.id, company.timezone));
  const set = (name: string, value: string | null) => {
    if (value) params.set(name, value);
    else params.delete(name);
    setParams(params, { replace: true });
  };
  const opportunity = definitions.find('opportunity');
  const ownerField = opportunity && definitions.field(opportunity, 'owner');
  return (
    <div className={page.page} data-wide="">
      <header className={page.head}>
        <h1>{t('sales.title')}</h1>
        <div className={page.tools}>
          <Select
            aria-label={t('sales.period')}
            style={{ minWidth: 128 }}
            value={period ?? ''}
            options={[{ value: '', label: t('sales.allTime') }, ...offered.map((p) => ({ value: p, label: t(`period.${p}`) }))]}
            onChange={(next) => set('period', next)}
          />
          {ownerField && (
            <div className={styles.owner}>
              <LookupInput
                field={{ ...ownerField, label: t('sales.everyone'), required: false }}
                object="user"
                placeholder={t('sales.everyone')}
                value={owner ? [owner] : null}
                onChange={([link]) => set('owner', link ? linkId(link) : null)}
              />
            </div>
          )}
        </div>
      </header>
      {figures.isPending ? (
        <Skeleton rows={10} height={24} />
      ) : figures.isError ? (
        <FailedFigures title={t('sales.failed')} error={figures.error} onRetry={() => void figures.refetch()} />
      ) : figures.data.stages.every((s) => s.count === 0) &&
        countOf(figures.data.won) + countOf(figures.data.lost) + countOf(figures.data.open) === 0 ? (
        <Empty
          title={t('sales.empty')}
          action={
            <>
              <Button type="primary" onClick={() => navigate('/import/opportunity')}>
                {t('list.importFile')}
              </Button>
              <Button onClick={() => navigate('/o/opportunity?new=1')}>
                {t('list.new', { object: opportunity?.label ?? '' })}
              </Button>
            </>
          }
        >
          {t('sales.emptyHint')}
        </Empty>
      ) : (
        <SalesFiguresView figures={figures.data} />
      )}
    </div>
  );
}

function queryOf(period: Period | null, owner: string | null, userId: string, timeZone: string): string {
  const query = new URLSearchParams();
  if (period && periods.includes(period)) {
    const [from, to] = boundsOf(period, false).map((alias) => resolveAliases(alias, { userId, now: dayjs().tz(timeZone) }));
    query.set('from', from ?? '');
    query.set('to', dayjs(to).subtract(1, 'day').format('YYYY-MM-DD'));
  }
  if (owner) query.set('owner', owner);
  return query.toString();
}
