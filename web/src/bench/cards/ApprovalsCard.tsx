import { useApprovals } from '../../api/bench.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { dayOf, formatDateTime, formatMoney, formatNumber } from '../../i18n/format.ts';
import { text, useText } from '../../i18n/text.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import benchStyles from '../Bench.module.css';
import { BenchLink } from '../BenchLink.tsx';
import styles from './Approvals.module.css';
import rows from './Rows.module.css';

const dayLength = 86_400_000;

/** What waits for one's own decision: what, from whom, how much, since when. */
export function ApprovalsCard() {
  const t = useText();
  const { definitions, company } = useWorkspace();
  const approvals = useApprovals();
  if (approvals.isPending) return <Skeleton rows={4} />;
  if (approvals.isError) return <p className={benchStyles.none}>{t('bench.cardFailed')}</p>;
  const { count, items } = approvals.data;
  if (items.length === 0) return <p className={benchStyles.none}>{t('approvals.none')}</p>;
  return (
    <>
      <ul className={`${rows.rows} ${styles.list}`}>
        {items.map((item) => {
          const object = definitions.find(item.object);
          const about = item.about && !item.name?.includes(item.about) ? item.about : undefined;
          return (
            <li key={`${item.object} ${item.id}`}>
              <Icon name={object?.icon} fallback={item.object} size={16} />
              <div className={styles.what}>
                <BenchLink to={`/o/${item.object}/${item.id}`}>{item.name || object?.label}</BenchLink>
                <span className={styles.from}>{[object?.label, item.by, about].filter(Boolean).join(' · ')}</span>
              </div>
              <div className={styles.how}>
                <span>{item.amount === null ? '' : formatMoney(item.amount, item.currency ?? company.currency)}</span>
                {item.since && (
                  <time dateTime={item.since} title={formatDateTime(item.since)}>
                    {waits(item.since)}
                  </time>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {count > items.length && (
        <p className={styles.more}>{t('approvals.more', { count: formatNumber(count - items.length) })}</p>
      )}
    </>
  );
}

/** Whole days count: who looks in the morning at what came in the evening before has kept it waiting for a day. */
function waits(since: string): string {
  const [from, to] = [dayOf(since), dayOf(new Date().toISOString())];
  const days = Math.round((Date.parse(to) - Date.parse(from)) / dayLength);
  return days > 0 ? text('approvals.waits', { days: formatNumber(days) }) : text('approvals.today');
}
