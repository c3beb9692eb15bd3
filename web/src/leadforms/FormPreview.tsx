import { Segmented } from 'antd';
import { useDeferredValue, useState } from 'react';
import admin from '../admin/shared/Admin.module.css';
import { ApiError } from '../api/http.ts';
import { usePreview } from '../api/leadForms.ts';
import { currentLanguage, reasonOf, useText } from '../i18n/text.ts';
import styles from './LeadForms.module.css';

/** The form as visitors will see it, drawn by the server from what is typed. It can't be sent. */
export function FormPreview({ values }: { values: Record<string, unknown> }) {
  const t = useText();
  const [lang, setLang] = useState<'zh' | 'en'>(currentLanguage() === 'en' ? 'en' : 'zh');
  const [device, setDevice] = useState<'phone' | 'wide'>('phone');
  const preview = usePreview(useDeferredValue(values), lang);
  return (
    <aside className={admin.panel} aria-label={t('leadForms.preview')}>
      <header className={admin.panelHead}>
        <h2>{t('leadForms.preview')}</h2>
        <Segmented<'phone' | 'wide'>
          size="small"
          aria-label={t('leadForms.previewOn')}
          value={device}
          options={[
            { value: 'phone', label: t('leadForms.phone') },
            { value: 'wide', label: t('leadForms.wide') },
          ]}
          onChange={setDevice}
        />
        <Segmented<'zh' | 'en'>
          size="small"
          aria-label={t('leadForms.previewIn')}
          value={lang}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          onChange={setLang}
        />
      </header>
      {preview.isError && (
        <p className={admin.note} role="status">
          {t('leadForms.noPreview', { reason: whatIsWrong(preview.error) })}
        </p>
      )}
      {preview.data && (
        <div className={styles.screen}>
          <iframe key={preview.data} className={styles[device]} title={t('leadForms.preview')} sandbox="" srcDoc={preview.data} />
        </div>
      )}
    </aside>
  );
}

function whatIsWrong(error: unknown): string {
  const details = error instanceof ApiError ? error.details.flatMap((d) => (d.message ? [d.message] : [])) : [];
  return details.length > 0 ? details.join(' ') : reasonOf(error);
}
