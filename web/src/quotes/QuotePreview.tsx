import { Button, Segmented } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { documentUrl } from '../api/quotes.ts';
import type { RecordData } from '../api/records.ts';
import { useText } from '../i18n/text.ts';
import { PdfPages } from '../records/attachments/PdfPages.tsx';
import styles from './Quotes.module.css';

/** The quote as the customer gets it, in either language. */
export function QuotePreview({ record }: { record: RecordData }) {
  const t = useText();
  const [language, setLanguage] = useState(String(record.language ?? 'zh'));
  const url = documentUrl('quote', record.id, Number(record.version), language);
  return (
    <section className={styles.preview} aria-label={t('quotes.preview')}>
      <div className={styles.tools}>
        <Segmented
          aria-label={t('quotes.preview')}
          value={language}
          options={[
            { value: 'zh', label: t('quotes.chinese') },
            { value: 'en', label: t('quotes.english') },
          ]}
          onChange={setLanguage}
        />
        <Button icon={<Download size={14} />} href={documentUrl('quote', record.id, Number(record.version), language, true)}>
          {t('quotes.download')}
        </Button>
      </div>
      <PdfPages key={url} url={url} />
    </section>
  );
}
