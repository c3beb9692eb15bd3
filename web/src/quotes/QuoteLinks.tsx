import { Button } from 'antd';
import { Copy, ExternalLink } from 'lucide-react';
import { type QuoteLink, useQuoteLinks } from '../api/quotes.ts';
import type { RecordData } from '../api/records.ts';
import { formatAgo, formatDate } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { Badge } from '../ui/Badge.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { addressOf, copyAddress } from './linkAddress.ts';
import styles from './Quotes.module.css';

/** The links the customer was given, and how often each was opened. */
export function QuoteLinks({ record }: { record: RecordData }) {
  const t = useText();
  const links = useQuoteLinks(record.id, true);
  if (links.isPending) return <Skeleton rows={3} />;
  if (links.isError)
    return (
      <Empty tone="error" title={t('quotes.linksFailed')}>
        {reasonOf(links.error)}
      </Empty>
    );
  if (links.data.length === 0) return <Empty title={t('quotes.noLinks')}>{t('quotes.noLinksHint')}</Empty>;
  return (
    <ul className={styles.links}>
      {links.data.map((link) => (
        <LinkRow key={link.id} link={link} />
      ))}
    </ul>
  );
}

function LinkRow({ link }: { link: QuoteLink }) {
  const t = useText();
  const address = addressOf(link);
  return (
    <li>
      <div>
        <strong>{link.note || t('quotes.link')}</strong>
        <p>
          {link.view_count && link.last_viewed_at
            ? t('quotes.opened', { count: link.view_count, when: formatAgo(link.last_viewed_at) })
            : t('quotes.notOpened')}
          {link.is_open && ` · ${t('quotes.expires', { day: formatDate(link.expires_at) })}`}
        </p>
      </div>
      {link.is_open ? (
        <span className={styles.tools}>
          <Button icon={<Copy size={14} />} onClick={() => void copyAddress(address)}>
            {t('quotes.copyLink')}
          </Button>
          <Button type="text" icon={<ExternalLink size={14} />} href={address} target="_blank">
            {t('quotes.openLink')}
          </Button>
        </span>
      ) : (
        <Badge color="gray">{t(link.revoked_at ? 'quotes.revoked' : 'quotes.expired')}</Badge>
      )}
    </li>
  );
}
