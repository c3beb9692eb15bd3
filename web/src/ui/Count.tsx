import type { ReactNode } from 'react';
import styles from './Count.module.css';

interface CountProps {
  value: number;
  /** From here on it only says that there are more. */
  most?: number;
  tone?: 'alert' | 'brand';
  /** What is counted; the number stands at its corner. Without it, the number stands by itself. */
  children?: ReactNode;
}

/** A small number on something; nothing where there is nothing to count. */
export function Count({ value, most = 99, tone = 'alert', children }: CountProps) {
  const number = value > 0 && <sup className={`${styles.number} ${styles[tone]}`}>{value > most ? `${most}+` : value}</sup>;
  if (children === undefined) return number;
  return (
    <span className={styles.around}>
      {children}
      {number}
    </span>
  );
}
