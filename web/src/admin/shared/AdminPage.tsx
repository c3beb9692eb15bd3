import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { usePageTitle } from '../../app/usePageTitle.ts';
import styles from './Admin.module.css';

interface AdminPageProps {
  title: string;
  /** One sentence that says what the page is for. */
  hint?: ReactNode;
  /** The way back up: label and address. */
  above?: { label: string; to: string };
  mark?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of every administrator's page: what it is, what it is for, what can be done. */
export function AdminPage({ title, hint, above, mark, actions, children }: AdminPageProps) {
  usePageTitle(title);
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <div>
          {above && (
            <nav className={styles.above}>
              <Link to={above.to}>{above.label}</Link>
            </nav>
          )}
          <h1>
            {title}
            {mark}
          </h1>
          {hint && <p className={styles.hint}>{hint}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
