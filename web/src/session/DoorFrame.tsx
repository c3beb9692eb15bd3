import { Button } from 'antd';
import { Languages } from 'lucide-react';
import type { ReactNode } from 'react';
import { prefer } from '../app/preferences.ts';
import { currentLanguage, useText } from '../i18n/text.ts';
import { Brand } from '../ui/Brand.tsx';
import styles from './DoorFrame.module.css';

/** The quiet room before the house: the mark, one form, the other language. */
export function DoorFrame({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const t = useText();
  const other = currentLanguage() === 'en' ? 'zh-CN' : 'en';
  return (
    <div className={styles.room}>
      <main className={styles.card}>
        <Brand size={40} />
        <h1>{title}</h1>
        {text && <p className={styles.text}>{text}</p>}
        {children}
      </main>
      <footer className={styles.foot}>
        <span>{t('door.slogan')}</span>
        <Button type="text" size="small" icon={<Languages size={14} />} onClick={() => prefer({ language: other })}>
          {other === 'en' ? 'English' : '中文'}
        </Button>
      </footer>
    </div>
  );
}
