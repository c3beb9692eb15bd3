import { Button, Segmented } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { type AgeingReport, type AgeingRow, useAgeing } from '../api/ageingPage.ts';
import { openDialog } from '../app/dialogs.ts';
import { matches } from '../app/palette/matching.ts';
import { usePageTitle } from '../app/usePageTitle.ts';
import { usePhone } from '../app/usePhone.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { drillTo } from '../home/drillTo.ts';
import { formatMoney, formatShare } from '../i18n/format.ts';
import { reasonOf, text, useText } from '../i18n/text.ts';
import { Empty } from '../ui/Empty.tsx';
import page from '../ui/Page.module.css';
import { Scroller } from '../ui/Scroller.tsx';
import { SearchInput } from '../ui/SearchInput.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './AgeingPage.module.css';

/** What an export of the payments due behind the page tells of each. */
const exported = [
  'account',
  'contract',
  'name',
  'due_date',
  'days_overdue',
  'ageing',
  'outstanding',
  'outstanding_base',
  'owner',
];
const ways = ['account', 'owner', 'department'] as const;

/** How old what is outstanding is, customer by customer: every figure leads to the payments due behind it. */
export function AgeingPage() {
  const t = useText();
  usePageTitle(t('ageing.title'));
  const [params, setParams] = useSearchParams();
  const by = ways.find((way) => way === params.get('by')) ?? 'account';
  const definitions = useDefinitions();
  const plans = definitions.find('payment_plan');
  const report = useAgeing(by, plans !== undefined);
  const [words, setWords] = useState('');
  const exportAll = (total: AgeingRow) =>
    openDialog({
      kind: 'export',
      object: 'payment_plan',
      filter: total.filter,
      orderby: 'due_date',
      columns: exported.filter((name) => definitions.field('payment_plan', name)),
      count: total.buckets.reduce((sum, bucket) => sum + bucket.count, 0),
    });
  if (!plans) return <Empty title={t('ageing.forbidden')} />;
  return (
    <div className={page.page} data-wide="">
      <header className={page.head}>
        <div>
          <h1>{t('ageing.title')}</h1>
          <p className={page.faint}>{t('ageing.hint')}</p>
        </div>
        <div className={page.tools}>
          <SearchInput
            className={styles.search}
            label={t('ageing.search')}
            placeholder={t('ageing.search')}
            value={words}
            onChange={setWords}
          />
          <Segmented
            aria-label={t('ageing.by')}
            value={by}
            options={ways.map((way) => ({ value: way, label: t(`ageing.by.${way}`) }))}
            onChange={(next) => setParams({ by: next }, { replace: true })}
          />
          {plans.can.export && report.data && report.data.rows.length > 0 && (
            <Button icon={<Download size={14} />} onClick={() => exportAll(report.data.total)}>
              {t('list.export')}
            </Button>
          )}
        </div>
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
        <Ages report={report.data} words={words.trim()} />
      )}
    </div>
  );
}

function Ages({ report, words }: { report: AgeingReport; words: string }) {
  const t = useText();
  const phone = usePhone();
  const { total } = report;
  const count = total.buckets.reduce((sum, bucket) => sum + bucket.count, 0);
  const rows = report.rows.filter((row) => !words || matches(words, nameOf(row)));
  return (
    <>
      <ul className={styles.tiles}>
        <li>
          <Link to={drillTo(total.filter, 'payment_plan')}>
            <span>{t('ageing.outstanding')}</span>
            <strong>{formatMoney(total.outstanding, report.currency, 0)}</strong>
            <small>{t('ageing.count', { count })}</small>
          </Link>
        </li>
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
      {phone ? (
        <AgeingCards rows={rows} report={report} words={words} />
      ) : (
        <Scroller isBoxed>
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
              {rows.length === 0 && (
                <tr>
                  <th scope="row" colSpan={total.buckets.length + 2}>
                    {t('ageing.notFound', { words })}
                  </th>
                </tr>
              )}
              {rows.map((row) => (
                <Figures key={row.value ?? ''} row={row} name={nameOf(row)} to={pageOf(report, row)} currency={report.currency} />
              ))}
            </tbody>
            {!words && (
              <tfoot>
                <Figures row={total} name={t('ageing.total')} currency={report.currency} />
              </tfoot>
            )}
          </table>
        </Scroller>
      )}
    </>
  );
}

/** What a row stands for: nothing, or something that the reader may not see, has no name. */
function nameOf(row: AgeingRow): string {
  return row.label ?? text(row.value ? 'ageing.hidden' : 'ageing.nobody');
}

/** The page of the customer a row is about. */
function pageOf(report: AgeingReport, row: AgeingRow): string | undefined {
  return report.by === 'account' && row.value && row.label ? `/o/account/${row.value}` : undefined;
}

/** The rows on a phone: a card each, with the ages that have something in them. */
function AgeingCards({ rows, report, words }: { rows: readonly AgeingRow[]; report: AgeingReport; words: string }) {
  const t = useText();
  if (rows.length === 0) return <Empty title={t('ageing.notFound', { words })} />;
  return (
    <ul className={styles.cards}>
      {rows.map((row) => {
        const name = nameOf(row);
        const to = pageOf(report, row);
        return (
          <li key={row.value ?? ''}>
            <header>
              <h2>{to ? <Link to={to}>{name}</Link> : name}</h2>
              <Link to={drillTo(row.filter, 'payment_plan')}>
                <strong>{formatMoney(row.outstanding, report.currency)}</strong>
              </Link>
            </header>
            <dl>
              {row.buckets
                .filter((bucket) => bucket.count > 0)
                .map((bucket) => (
                  <div key={bucket.age} data-age={bucket.age}>
                    <dt>{t(`ageing.age.${bucket.age}`)}</dt>
                    <dd>
                      <Link to={drillTo(bucket.filter, 'payment_plan')}>{formatMoney(bucket.amount, report.currency)}</Link>
                    </dd>
                  </div>
                ))}
            </dl>
          </li>
        );
      })}
    </ul>
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
