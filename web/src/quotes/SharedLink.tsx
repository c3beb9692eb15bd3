import { Button, Input, Space } from 'antd';
import { Copy, ExternalLink } from 'lucide-react';
import { useQuoteLinks } from '../api/quotes.ts';
import { formatDate } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import type { ActionResultProps } from '../records/actions/actionResults.ts';
import { Empty } from '../ui/Empty.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { addressOf, copyAddress } from './linkAddress.ts';
import styles from './Quotes.module.css';

/** The link that was just made: for whom, until when, and ready to be pasted into a message. */
export function SharedLink({ record, answer }: ActionResultProps) {
  const t = useText();
  const links = useQuoteLinks(record.id, true);
  if (links.isPending) return <Skeleton rows={2} />;
  const link = links.data?.find((made) => made.id === answer.link);
  if (!link)
    return (
      <Empty tone="error" title={t('quotes.linksFailed')}>
        {links.error ? reasonOf(links.error) : null}
      </Empty>
    );
  const address = addressOf(link);
  return (
    <section className={styles.shared} aria-label={t('quotes.link')}>
      <p>{link.note ? t('quotes.sentTo', { name: link.note }) : t('quotes.sentToAnybody')}</p>
      <Space.Compact block>
        <Input readOnly value={address} aria-label={t('quotes.link')} onFocus={(event) => event.target.select()} />
        <Button type="primary" autoFocus icon={<Copy size={14} />} onClick={() => void copyAddress(address)}>
          {t('quotes.copyLink')}
        </Button>
      </Space.Compact>
      <p className={styles.hint}>
        {t('quotes.expires', { day: formatDate(link.expires_at) })}
        <Button type="link" size="small" icon={<ExternalLink size={14} />} href={address} target="_blank">
          {t('quotes.openLink')}
        </Button>
      </p>
    </section>
  );
}
