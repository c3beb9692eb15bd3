import { useComing } from './Settling.tsx';
import styles from './Skeleton.module.css';

/** The shape of what is coming, in place of a spinner. */
export function Skeleton({ rows = 6, height = 16 }: { rows?: number; height?: number }) {
  useComing();
  return (
    <div className={styles.skeleton} aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars have no identity
        <span key={row} style={{ height, width: `${90 - ((row * 23) % 45)}%` }} />
      ))}
    </div>
  );
}
