import { colorOf } from '../theme/tokens.ts';
import styles from './Badge.module.css';

/** A state in words with a dot of its colour, so that nobody has to tell colours apart to read it. */
export function Badge({ color, children, plain }: { color?: string; children: string; plain?: boolean }) {
  return (
    <span className={plain ? styles.plain : styles.badge} style={{ '--dot': colorOf(color) }}>
      {children}
    </span>
  );
}
