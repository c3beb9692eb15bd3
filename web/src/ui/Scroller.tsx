import type { ReactNode } from 'react';
import styles from './Scroller.module.css';

/** What is wider than its place (a table) scrolls sideways, by keyboard too; boxed, it stands on a surface of its own. */
export function Scroller({ isBoxed, children }: { isBoxed?: boolean; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div tabIndex={0} className={styles.scroller} data-boxed={isBoxed || undefined}>
      {children}
    </div>
  );
}
