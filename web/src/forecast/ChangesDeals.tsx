import { Link } from 'react-router';
import { type Asked, useWaterfallDeals, type WaterfallDeal } from '../api/forecast.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { formatDate, formatDateTime, formatMoneyShort } from '../i18n/format.ts';
import { reasonOf, type TextKey, useText } from '../i18n/text.ts';
import { Badge } from '../ui/Badge.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './Changes.module.css';

/** The deals behind one step, the largest first. */
export function ChangesDeals({ asked, from, to, step }: { asked: Asked; from: string; to: string; step: string }) {
  const t = useText();
  const { company } = useWorkspace();
  const deals = useWaterfallDeals(asked, from, to, step);
  return (
    <section className={styles.card} aria-live="polite">
      <h2>{t('changes.deals', { step: t(`changes.${step}` as TextKey) })}</h2>
      {deals.isPending ? (
        <Skeleton rows={4} />
      ) : deals.isError ? (
        <p role="alert">{reasonOf(deals.error)}</p>
      ) : (
        <ul className={styles.deals}>
          {deals.data.deals.map((deal) => (
            <li key={`${deal.deal} ${deal.at} ${deal.amount}`}>
              <span className={styles.dealName}>
                {deal.is_deleted ? (
                  <>
                    {deal.name ?? t('changes.hidden')} <Badge color="gray">{t('changes.deleted')}</Badge>
                  </>
                ) : (
                  <Link to={`/o/opportunity/${deal.deal}`}>{deal.name ?? t('changes.hidden')}</Link>
                )}
              </span>
              <strong>
                {deal.amount > 0 ? '+' : ''}
                {formatMoneyShort(deal.amount, company.currency)}
              </strong>
              <small>
                {[deal.owner_name, formatDateTime(deal.at), whatOf(deal, company.currency)].filter(Boolean).join(' · ')}
              </small>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** From which day to which it was moved, or from which amount to which. */
function whatOf(deal: WaterfallDeal, currency: string): string | undefined {
  const { from_close: before, to_close: after, from_amount: less, to_amount: more } = deal;
  if (before && after && before !== after) return `${formatDate(before)} → ${formatDate(after)}`;
  if (typeof less === 'number' && typeof more === 'number' && less !== more)
    return `${formatMoneyShort(less, currency)} → ${formatMoneyShort(more, currency)}`;
  return undefined;
}
