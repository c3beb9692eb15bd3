import type { ReactNode } from 'react';
import styles from './Empty.module.css';

export interface EmptyProps {
  title: string;
  children?: ReactNode;
  /** One button that leads on. */
  action?: ReactNode;
  tone?: 'plain' | 'error';
  /** Whether it is all that the page has: then its title is the page's. */
  isPage?: boolean;
}

/** A screen with nothing on it yet: one picture, one sentence, one button. */
export function Empty({ title, children, action, tone = 'plain', isPage = false }: EmptyProps) {
  const Title = isPage ? 'h1' : 'h2';
  return (
    <div className={styles.empty} role={tone === 'error' ? 'alert' : undefined}>
      <svg
        className={tone === 'error' ? styles.errorArt : styles.art}
        width="112"
        height="72"
        viewBox="0 0 112 72"
        aria-hidden="true"
      >
        <rect x="6" y="8" width="100" height="16" rx="4" />
        <rect x="6" y="30" width="100" height="16" rx="4" opacity=".6" />
        <rect x="6" y="52" width="100" height="16" rx="4" opacity=".3" />
        <circle cx="18" cy="16" r="4" className={styles.spot} />
        <rect x="28" y="14" width="40" height="4" rx="2" className={styles.line} />
        <rect x="28" y="36" width="28" height="4" rx="2" className={styles.line} opacity=".6" />
      </svg>
      <Title>{title}</Title>
      {children && <p className={styles.text}>{children}</p>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
