import { Button, Segmented } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { type AgeingReport, type AgeingRow, useAgeing } from '../api/ageingPage.ts';
import { usePageTitle } from '../app/usePageTitle.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { drillTo } from '../home/drillTo.ts';
import { formatMoney, formatShare } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { Empty } from '../ui/Empty.tsx';
import page from '../ui/Page.module.css';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './AgeingPage.module.css';

const ways = ['account', 'owner', 'department'] as const;

/** How old what is outstanding is, customer by customer: every figure leads to the payments due behind it. */
export function AgeingPage() {
  const t = useText();
  usePageTitle(t('ageing.title'));
  const [params, setParams] = useSearchParams();
  const by = ways.find((way) => way === params.get('by')) ?? 'account';
  const maySee = useDefinitions().find('payment_plan') !== undefined;
  const report = useAgeing(by, maySee);
  if (!maySee) return <Empty title={t('ageing.forbidden')} />;
  return (
    <div className={page.page} data-wide="">
      <header className={page.head}>
        <div>
          <h1>{t('ageing.title')}</h1>
          <p className={page.faint}>{t('ageing.hint')}</p>
        </div>
        <Segmented
          aria-label={t('ageing.by')}
          value={by}
          options={ways.map((way) => ({ value: way, label: t(`ageing.by.${way}`) }))}
          onChange={(next) => setParams({ by: next }, { replace: true })}
        />
      </header>
      {report.isPending ? (
        <Skeleton rows={8} />
      ) : report.isError ? (
        <Empty
          tone="error"
          title={reasonOf(report.error)}
          action={<Button onClick={() => void report.refetch()}>{t('common.retry')}</Button>}
        />
      ) : report.data.rows.length === 0 ? (
        <Empty title={t('ageing.none')}>{t('ageing.noneHint')}</Empty>
      ) : (
        <Ages report={report.data} />
      )}
    </div>
  );
}

function Ages({ report }: { report: AgeingReport }) {
  const t = useText();
  const { total } = report;
  return (
    <>
      <ul className={styles.tiles}>
        {total.buckets.map((bucket) => (
          <li key={bucket.age} data-age={bucket.age}>
            <Link to={drillTo(bucket.filter, 'payment_plan')}>
              <span>{t(`ageing.age.${bucket.age}`)}</span>
              <strong>{formatMoney(bucket.amount, report.currency, 0)}</strong>
              <small>
                {t('ageing.count', { count: bucket.count })} ·{' '}
                {formatShare(total.outstanding ? bucket.amount / total.outstanding : 0, 0)}
              </small>
            </Link>
          </li>
        ))}
      </ul>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t(`ageing.by.${report.by}`)}</th>
              {total.buckets.map((bucket) => (
                <th key={bucket.age} scope="col">
                  {t(`ageing.age.${bucket.age}`)}
                </th>
              ))}
              <th scope="col">{t('ageing.total')}</th>
            </tr>
          </thead>
          <tbody>
            {report.rows.map((row) => (
              <Figures
                key={row.value ?? ''}
                row={row}
                name={row.label ?? t('ageing.nobody')}
                to={report.by === 'account' && row.value && row.label ? `/o/account/${row.value}` : undefined}
                currency={report.currency}
              />
            ))}
          </tbody>
          <tfoot>
            <Figures row={total} name={t('ageing.total')} currency={report.currency} />
          </tfoot>
        </table>
      </div>
    </>
  );
}

function Figures({ row, name, to, currency }: { row: AgeingRow; name: string; to?: string; currency: string }) {
  return (
    <tr>
      <th scope="row">{to ? <Link to={to}>{name}</Link> : name}</th>
      {row.buckets.map((bucket) => (
        <td key={bucket.age} data-age={bucket.age}>
          {bucket.count > 0 ? (
            <Link to={drillTo(bucket.filter, 'payment_plan')}>{formatMoney(bucket.amount, currency)}</Link>
          ) : (
            <span aria-hidden="true">–</span>
          )}
        </td>
      ))}
      <td>
        <Link to={drillTo(row.filter, 'payment_plan')}>
          <strong>{formatMoney(row.outstanding, currency)}</strong>
        </Link>
      </td>
    </tr>
  );
}
